import { describe, expect, it } from 'vitest'
import { withFixturesOf } from './property-fixtures.ts'

type Fixtures = Readonly<Record<string, unknown>>

const takesThree = ([_seed]: unknown[], { page, close, 'my tab': tab }: Fixtures) => [
  page,
  close,
  tab,
]

const run = (): void => {}

describe('withFixturesOf', () => {
  it('makes a test ask for the sandbox, and for what the property takes', () => {
    expect(String(withFixturesOf('close', takesThree, () => {}))).toBe(
      'async ({ close, page, "my tab": fixture2 }) => {}',
    )
  })

  it('leaves what runs as it is', () => {
    expect(withFixturesOf('close', () => {}, run)).toBe(run)
  })

  it('refuses a property that does not say what it takes', () => {
    expect(() =>
      withFixturesOf('close', (_values: unknown, context: unknown) => context, run),
    ).toThrow('not taken apart')
  })
})
