import type { RunEvent, RunEventKind } from '../events/run-event.ts'
import { HighlightCollector, lengthOf } from '../events/run-highlights.ts'
import { leftBehind } from './timeline-rows.ts'

/** What a timeline adds up to. */
export interface TimelineTotals {
  readonly sandboxes: number
  readonly tests: number
  readonly resets: number
  readonly seeds: number
  /** Time that tests, and files before their first one, waited, added up over all workers, in milliseconds. */
  readonly waitedMs: number
  /** Time the service spent emptying and filling sandboxes, and the run checking that. */
  readonly careMs: number
  /** The part of it that no test waited for, while there were tests to run. */
  readonly hiddenCareMs: number
  /** Calls that failed, made up for or not. */
  readonly failedCalls: number
  /** Sandboxes that were taken and not given back. */
  readonly leftBehind: number
}

/** Adds a timeline up. */
export function timelineTotals(events: readonly RunEvent[]): TimelineTotals {
  const collector = new HighlightCollector()
  for (const event of events) collector.add(event)
  const { careMs, hiddenCareMs, faults } = collector.highlights
  const worked = (kind: RunEventKind): number =>
    events.filter((event) => event.kind === kind && event.code === undefined).length
  const waits = events.filter(({ kind }) => kind === 'wait')
  return {
    sandboxes: worked('acquire'),
    tests: worked('lease'),
    resets: worked('reset'),
    seeds: worked('seed'),
    waitedMs: waits.reduce((sum, wait) => sum + lengthOf(wait), 0),
    careMs,
    hiddenCareMs,
    failedCalls: faults,
    leftBehind: leftBehind(events).length,
  }
}
