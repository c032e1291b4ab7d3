import { describe, expect, it } from 'vitest'
import { warnOfSmallPool } from './pool-size.ts'

const demand = { server: 'close', workers: 8, shards: 4, waitMs: 60_000 }
const view = { idle: 12, byRun: new Map([['1f', 6]]), byOthers: 2 }

describe('warnOfSmallPool', () => {
  it('says what is wanted, what is listed, and what to do', () => {
    expect(warnOfSmallPool(demand, view)).toBe(
      "4 shards of 8 workers want 32 'close' sandboxes at a time; the service lists 20 for this " +
        'account, 8 of them taken. If it has no more, which its API does not tell, 12 workers wait ' +
        'until others are done, and a run that gets none fails after 60 s. ' +
        'Run each shard with 5 workers at the most, or raise `waitMs`.',
    )
  })

  it('advises a run of its own to use fewer workers', () => {
    const small = { ...view, idle: 3, byRun: new Map() }
    expect(warnOfSmallPool({ ...demand, shards: 1 }, small)).toMatch(
      /^The 8 workers of this run want 8 .* lists 5 .* 3 workers wait .* Run with 5 workers at the most/,
    )
  })

  it('advises fewer shards where there is not one for each', () => {
    const tiny = { idle: 1, byRun: new Map([['1f', 1]]), byOthers: 1 }
    expect(warnOfSmallPool(demand, tiny)).toContain('Run 3 shards at a time at the most')
  })

  it('says nothing when there are enough, or when nobody can tell', () => {
    expect(warnOfSmallPool({ ...demand, workers: 5 }, view)).toBeUndefined()
    expect(warnOfSmallPool(demand, { ...view, idle: 0 })).toBeUndefined()
  })
})
