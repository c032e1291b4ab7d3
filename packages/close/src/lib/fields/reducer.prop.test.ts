import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bisect,
  fewerItems,
  inTurn,
  type Reduced,
  type Reducer,
  smallerItems,
  towards,
} from './reducer.ts'

describe('bisect', () => {
  it('ends at the smallest number that fails, in few runs', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (one, other) => {
        const [least, start] = [Math.min(one, other), Math.max(one, other)]
        const { value, runs } = reduced(start, bisect(0), (number) => number >= least)
        expect(value).toBe(least)
        expect(runs).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(start + 2)) + 1)
      }),
    )
  })

  it('goes up to a target as it goes down, in steps', () => {
    expect(reduced(-1000, bisect(0), (number) => number <= -30).value).toBe(-30)
    expect(reduced(1000, bisect(0, 100), (number) => number > 250).value).toBe(300)
  })
})

describe('fewerItems', () => {
  it('ends with the items that a failure needs, and no others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (length, one, other) => {
        const needed = [...new Set([one % length, other % length])].sort((a, b) => a - b)
        const items = Array.from({ length }, (_, index) => index)
        const fails = (list: readonly number[]): boolean =>
          needed.every((item) => list.includes(item))
        const { value, runs } = reduced(items, fewerItems<number>(0), fails)
        expect(value).toEqual(needed)
        expect(runs).toBeLessThanOrEqual(70)
      }),
    )
  })

  it('keeps as many as it has to', () => {
    const { value } = reduced([1, 2, 3, 4, 5], fewerItems<number>(2), () => true)
    expect(value).toEqual([1, 2])
  })
})

describe('reducers in turn', () => {
  it('do not try again what was tried before', () => {
    const tried: string[] = []
    const reducer = inTurn(fewerItems<number>(1), smallerItems(towards(0)))
    const fails = (list: readonly number[]): boolean => {
      tried.push(JSON.stringify(list))
      return list.includes(7)
    }
    expect(reduced([3, 7, 5], reducer, fails).value).toEqual([7])
    expect(new Set(tried).size).toBe(tried.length)
  })
})

/** The smallest value that still fails, found the way fast-check does, and how many were tried. */
function reduced<Value>(start: Value, reducer: Reducer<Value>, fails: (value: Value) => boolean) {
  let runs = 0
  const firstFailing = (from: Reduced<Value>): Reduced<Value> | undefined => {
    for (const smaller of reducer(from.value, from.cursor)) {
      runs++
      if (fails(smaller.value)) return smaller
    }
    return undefined
  }
  let smallest: Reduced<Value> = { value: start, cursor: undefined }
  for (;;) {
    const smaller = firstFailing(smallest)
    if (smaller === undefined) return { value: smallest.value, runs }
    smallest = smaller
  }
}
