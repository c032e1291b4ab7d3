import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { equalContent } from './equal-content.ts'

/** The same data, with every list and every object turned round. */
function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound).toReversed()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, each]) => [name, turnedRound(each)])
  return Object.fromEntries(entries.toReversed())
}

const hasList = (value: unknown): boolean => JSON.stringify(value).includes('[')

describe('what two dumps hold', () => {
  it('is the same in any order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (dump) => {
        expect(equalContent(dump, turnedRound(dump))).toBe(true)
      }),
    )
  })

  it('is the same only when it is equal, but for the order of lists', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        fc.pre(!hasList(one) && !hasList(other))
        expect(equalContent(one, other)).toBe(isDeepStrictEqual(plain(one), plain(other)))
      }),
    )
  })

  it('differs by an item that is there once more', () => {
    expect(equalContent({ leads: [1] }, { leads: [1, 1] })).toBe(false)
    expect(equalContent({ a: [1, 2] }, { a: [1], b: [2] })).toBe(false)
  })
})

/** As it is after its way through JSON, which has no negative zero. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
