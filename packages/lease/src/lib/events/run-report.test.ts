import { SandpitError } from '@sandpit/client/errors'
import { describe, expect, it } from 'vitest'
import { noCounts } from '../slots/run-summary.ts'
import { formatReport, type RunReport } from './run-report.ts'

const acquire = { kind: 'acquire', server: 'close', startMs: 0, endMs: 1300 } as const
const used = { acquires: 3, leases: 41, resets: 38, seeds: 41, releases: 3 }
const measure = { acquireMs: 1000, resetMs: 300, seedMs: 400, testMs: 300 }

function report(summary: object, different: Partial<RunReport> = {}): readonly string[] {
  return formatReport({
    summary: { ...noCounts(), ...summary },
    measured: new Map([['close', { ...measure, spares: 0, enough: 5 }]]),
    highlights: { slowest: { acquire }, faults: 0, careMs: 0, hiddenCareMs: 0 },
    failures: [],
    recovered: { runs: 0, sandboxes: 0 },
    lateCalls: [],
    unstruckFaults: [],
    doubts: [],
    ...different,
  })
}

describe('the end of a run', () => {
  it('is one line when nobody waited', () => {
    expect(report({ ...used, waitedMs: 400 })).toEqual([
      '3 sandboxes, used 41 times (38 resets, 41 seeds); left behind: nothing',
    ])
  })

  it('is not longer for a wait that no test noticed', () => {
    expect(report({ ...used, leases: 1000, waitedMs: 10_000 })).toHaveLength(1)
  })

  it('says how long tests waited, for what, and what would have it done ahead', () => {
    const waited = { waitedMs: 14_200, waitedForSandboxMs: 4600, waitedForOthersMs: 1500 }
    expect(report({ ...used, ...waited })[1]).toBe(
      'tests waited 14.2 s, all workers together: 9.6 s for resets and seeds, 3.1 s for the service to give a sandbox, 1.5 s for a sandbox that another test had. With `spares: 5` that is done while other tests run, as far as the pool has so many.',
    )
  })

  it('does not ask for spares that are there', () => {
    const measured = new Map([['close', { ...measure, spares: 6, enough: 5 }]])
    expect(report({ ...used, waitedMs: 9000 }, { measured })[1]).toMatch(/readOnly/)
  })

  it('says what the service took, and what the run was short of', () => {
    expect(report({ ...used, waitedMs: 3000, waitedForSandboxMs: 3000 })[1]).toMatch(
      /^tests waited 3.0 s, all workers together: 3.0 s for the service to give a sandbox\. .*up to 1\.3 s/,
    )
    const short = { waitedMs: 3000, waitedForSandboxMs: 3000, waitedForOthersMs: 2500 }
    expect(report({ ...used, ...short })[1]).toMatch(/The run had 3 in all: .*`ceiling`/)
  })

  it('says what went wrong, and nothing when no test asked for a sandbox', () => {
    const failures = [new SandpitError('release_failed', 'no')]
    const highlights = { slowest: { acquire }, faults: 2, careMs: 0, hiddenCareMs: 0 }
    expect(report({ ...used, unclean: 1, takenOver: 1 }, { failures, highlights })).toEqual([
      '3 sandboxes, used 41 times (38 resets, 41 seeds); 1 taken over by others; 1 not clean, replaced; 2 failed calls; left behind: 1 sandbox',
    ])
    expect(report({}, { highlights })).toEqual([
      'no sandbox could be acquired; 2 failed calls; left behind: nothing',
    ])
    expect(report({}, { highlights: { ...highlights, slowest: {} } })).toEqual([])
  })
})
