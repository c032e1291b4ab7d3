import { describe, expect, it } from 'vitest'
import { describeHolders } from './pool-view.ts'

describe('describeHolders', () => {
  it('tells this run, other runs and others apart', () => {
    const byRun = new Map([
      ['aa', 1],
      ['us', 2],
      ['bb', 3],
    ])
    expect(describeHolders({ idle: 4, byRun, byOthers: 5 }, 'us')).toBe(
      'It lists 15 sandboxes for this account: 4 idle, 2 held by this run, 3 held by run bb, ' +
        '1 held by run aa, 5 held by others.',
    )
  })

  it('stays a line however many runs there are', () => {
    const byRun = new Map(Array.from({ length: 200 }, (_, run) => [`run-${run}`, 10]))
    expect(describeHolders({ idle: 0, byRun, byOthers: 0 }, 'us')).toBe(
      'It lists 2000 sandboxes for this account: 10 held by run run-0, 10 held by run run-1, ' +
        '10 held by run run-2, 1970 held by 197 other runs.',
    )
  })

  it('says what it means that none is listed', () => {
    const nothing = { idle: 0, byRun: new Map(), byOthers: 0 }
    expect(describeHolders(nothing, 'us')).toMatch(/none for this account, so others hold them/)
  })
})
