import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usd } from './usd.ts'

describe('usd', () => {
  it('is exact for every amount it takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (cents) => {
        const sign = cents < 0 ? '-' : ''
        const digits = String(Math.abs(cents)).padStart(3, '0')
        const dollars = Number(`${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`)
        expect(usd(dollars)).toBe(cents)
      }),
      { numRuns: 10_000 },
    )
  })
})
