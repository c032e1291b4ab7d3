import type { RunEvent } from '../events/run-event.ts'
import { timelineTotals } from './timeline-totals.ts'

/** Everything that a run did, for people as HTML and for machines as JSON. */
export interface Timeline {
  readonly runId: string
  /** When the run began, as ISO 8601. */
  readonly startedAt: string
  readonly events: readonly RunEvent[]
}

/**
 * The timeline for machines, with what it adds up to as `totals`. `version` changes when the meaning
 * of a field does.
 *
 * @example
 * ```ts
 * import { timelineJson } from '@sandpit/lease/timeline'
 *
 * timelineJson({ runId: 'a1b2c3', startedAt: new Date().toISOString(), events: [] })
 * ```
 */
export function timelineJson({ runId, startedAt, events }: Timeline): string {
  const totals = timelineTotals(events)
  return `${JSON.stringify({ version: 1, runId, startedAt, totals, events })}\n`
}
