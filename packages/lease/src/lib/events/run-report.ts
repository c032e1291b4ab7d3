import type { SandpitError } from '@sandpit/client/errors'
import { formatDoubts } from './doubtful-seeds.ts'
import type { RunHighlights } from './run-highlights.ts'
import { formatLateCalls, type LateCalls } from './late-calls.ts'
import { formatSummary } from './summary-line.ts'
import { formatWaits } from './waits-line.ts'
import type { Recovered } from '../recovery/earlier-runs.ts'
import { count } from '../text/amount.ts'
import type { MeasuredUse } from '../broker/broker.ts'
import type { RunSummary } from '../slots/run-summary.ts'

/** What a run did, and what it could not give back. */
export interface RunReport {
  readonly summary: RunSummary
  /** What calls and tests took on the average, and how many spares were kept, by server. */
  readonly measured: ReadonlyMap<string, MeasuredUse>
  readonly highlights: RunHighlights
  readonly failures: readonly SandpitError[]
  /** What earlier runs had left, and this one gave back. */
  readonly recovered: Recovered
  /** Calls of agents that came when their test was over, and were refused. */
  readonly lateCalls: readonly LateCalls[]
  /** A line for each test of which a fault struck no call. */
  readonly unstruckFaults: readonly string[]
  /** What in seeds the emulator took, and the hosted service is likely to refuse. */
  readonly doubts: readonly string[]
}

/**
 * The run in one line, and one for each thing that is worth more, for the end of its output; none when no test asked for a sandbox.
 *
 * @example
 * ```ts
 * import { formatReport, type Run } from '@sandpit/lease'
 *
 * export async function tearDown(run: Run): Promise<void> {
 *   for (const line of formatReport(await run.end())) console.log(line)
 * }
 * ```
 */
export function formatReport(report: RunReport): readonly string[] {
  const { summary, measured, highlights, failures, lateCalls, recovered, doubts } = report
  const { unstruckFaults } = report
  if (Object.keys(highlights.slowest).length === 0) return []
  return [
    formatSummary(summary, highlights, failures.length),
    ...formatWaits(summary, measured, highlights),
    ...formatRecovered(recovered),
    ...formatLateCalls(lateCalls),
    ...unstruckFaults,
    ...formatDoubts(doubts),
  ]
}

function formatRecovered({ runs, sandboxes }: Recovered): readonly string[] {
  if (sandboxes === 0) return []
  const whose = runs === 1 ? 'an earlier run' : `${runs} earlier runs`
  return [`gave back ${count(sandboxes, 'sandbox', 'sandboxes')} that ${whose} had left`]
}
