import { describe, expect, it, test as base } from 'vitest'
import { refusingUnknown } from './known-fixtures.ts'

const test = refusingUnknown(base.extend({ seed: 'none', readOnly: false }), ['seed', 'readOnly'])

describe('a fixture that the test has', () => {
  const own = test.extend({ limit: 3 }).extend('most', () => 10)
  own.override('seed', 'some')
  own.override({ limit: 4 })
  own.override('most', 11)
  const found: unknown[] = []

  own('is set', ({ seed, limit, most }) => void found.push(seed, limit, most))

  it('is set, of one that was extended too', () => {
    expect(found).toEqual(['some', 4, 11])
  })
})

describe('a fixture that the test does not have', () => {
  const own = test.extend({ $test: { limit: 3 } })
  it.each<[string, () => unknown]>([
    ["there is no fixture 'sede'; did you mean 'seed'?", () => test.override({ sede: 1 } as never)],
    ["did you mean 'readOnly'?", () => test.override({ seed: 'a', readonly: true } as never)],
    ["there is no fixture 'limit'", () => test.scoped({ limit: 3 } as never)],
    ["did you mean 'limit'?", () => own.override('limits' as never, 3 as never)],
  ])('is refused: %s', (message, override) => {
    expect(override).toThrow(message)
  })
})
