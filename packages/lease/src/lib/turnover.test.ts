import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Turnover } from './turnover.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** When it takes one in this time, in seconds. */
function taken(
  turnover: Turnover,
  share: number,
  seconds: number,
  onTaken = (): void => {},
): number[] {
  const at: number[] = []
  for (let second = 1; second <= seconds; second++) {
    vi.advanceTimersByTime(1000)
    if (!turnover.takesOne(share)) continue
    at.push(second)
    onTaken()
  }
  return at
}

describe('Turnover', () => {
  it('takes nothing from a run that is alone with a pool that has enough', () => {
    expect(taken(new Turnover(false), 1, 600)).toEqual([])
  })

  it('takes one every five seconds while the pool has none for who comes back', () => {
    const turnover = new Turnover(false)
    turnover.refused()
    expect(taken(turnover, 1, 20, () => turnover.refused())).toEqual([5, 10, 15, 20])
  })

  it('takes from a shard before it was refused, since others are known to be there', () => {
    expect(taken(new Turnover(true), 1, 5)).toEqual([5])
  })

  it('takes half as often whenever nobody else wanted what it took', () => {
    const turnover = new Turnover(true)
    expect(taken(turnover, 1, 80, () => turnover.granted())).toEqual([5, 15, 35, 75])
    // Until somebody does: the next is due 80 s after the last, and then every five seconds again.
    expect(taken(turnover, 1, 85, () => turnover.refused())).toEqual([75, 80, 85])
  })

  it('takes from a run that has a quarter of what it wants a quarter as often', () => {
    const turnover = new Turnover(true)
    expect(taken(turnover, 0.25, 60, () => turnover.refused())).toEqual([20, 40, 60])
  })
})
