import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FairShare } from './fair-share.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** When it takes one in this time, in seconds. */
function taken(
  fairShare: FairShare,
  share: number,
  seconds: number,
  onTaken = (): void => {},
): number[] {
  const at: number[] = []
  for (let second = 1; second <= seconds; second++) {
    vi.advanceTimersByTime(1000)
    if (!fairShare.takesOne(share)) continue
    at.push(second)
    onTaken()
  }
  return at
}

describe('FairShare', () => {
  it('takes nothing from a run that is alone with a pool that has enough', () => {
    expect(taken(new FairShare(false), 1, 600)).toEqual([])
  })

  it('takes one every five seconds while the pool has none for who comes back', () => {
    const fairShare = new FairShare(false)
    fairShare.refused()
    expect(taken(fairShare, 1, 20, () => fairShare.refused())).toEqual([5, 10, 15, 20])
  })

  it('takes from a shard before it was refused, since others are known to be there', () => {
    expect(taken(new FairShare(true), 1, 5)).toEqual([5])
  })

  it('takes half as often whenever nobody else wanted what it took', () => {
    const fairShare = new FairShare(true)
    expect(taken(fairShare, 1, 80, () => fairShare.granted())).toEqual([5, 15, 35, 75])
    // Until somebody does: the next is due 80 s after the last, and then every five seconds again.
    expect(taken(fairShare, 1, 85, () => fairShare.refused())).toEqual([75, 80, 85])
  })

  it('takes from a run that has a quarter of what it wants a quarter as often', () => {
    const fairShare = new FairShare(true)
    expect(taken(fairShare, 0.25, 60, () => fairShare.refused())).toEqual([20, 40, 60])
  })
})
