import { describe, expect, it } from 'vitest'
import { withFixturesOf } from './property-fixtures.ts'

type Fixtures = Readonly<Record<string, unknown>>

const takesThree = ([_seed]: unknown[], { page, close, 'my tab': tab }: Fixtures) => [
  page,
  close,
  tab,
]

const run = (): void => {}

const asking = <Run extends object>(property: unknown, body: Run): Run =>
  withFixturesOf({ sandbox: 'close', property }, body)

describe('withFixturesOf', () => {
  it('makes a test ask for the sandbox, and for what the property takes', () => {
    expect(String(asking(takesThree, () => {}))).toBe(
      'async ({ close, page, "my tab": fixture2 }) => {}',
    )
  })

  it('leaves what runs as it is', () => {
    expect(asking(() => {}, run)).toBe(run)
  })

  it('refuses a property that does not say what it takes', () => {
    expect(() => asking((_values: unknown, context: unknown) => context, run)).toThrow(
      'not taken apart',
    )
  })
})
