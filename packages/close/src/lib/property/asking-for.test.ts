import { describe, expect, it } from 'vitest'
import { askingFor } from './asking-for.ts'

const run = (): void => {}

describe('askingFor', () => {
  it.each([
    [async () => {}, 'close'],
    [async ([_seed]: unknown[]) => {}, 'close'],
    [([_seed]: unknown[], { close }: { close: unknown }) => close, 'close'],
    [
      ([_a, _b]: unknown[], { page, close }: Record<string, unknown>) => [page, close],
      'close, page',
    ],
    [
      (
        [_seed]: unknown[],
        { page: tab, size = 3 }: Record<string, unknown>,
        { title }: Error & { title?: string },
      ) => [tab, size, title],
      'close, page, size',
    ],
  ])('reads the fixtures of %s', (property, names) => {
    expect(String(askingFor(property, () => {}))).toBe(`async ({ ${names} }) => {}`)
  })

  it('leaves what runs as it is', () => {
    expect(askingFor(() => {}, run)).toBe(run)
  })
})
