import { SandpitError } from '@sandpit/client/errors'
import { describe, expect, it } from 'vitest'
import { usd } from './usd.ts'

describe('usd', () => {
  it.each([
    [480, 48_000],
    [19.99, 1999],
    [1.1, 110],
    [0.29, 29],
    [-4.35, -435],
    [0, 0],
    [-0, 0],
    [10_000_000_000_000, 1_000_000_000_000_000],
  ])('turns %d dollars into %d cents', (dollars, cents) => {
    expect(usd(dollars)).toBe(cents)
  })

  it.each([
    [19.999, 'a fraction of a cent'],
    [0.1 + 0.2, 'a fraction of a cent'],
    [1e-9, 'a fraction of a cent'],
    [Number.NaN, 'not a finite number'],
    [Infinity, 'not a finite number'],
    [1e14, 'over ten trillion'],
  ])('refuses %d, which has %s', (dollars, reason) => {
    expect(() => usd(dollars)).toThrow(SandpitError)
    expect(() => usd(dollars)).toThrow(reason)
  })
})
