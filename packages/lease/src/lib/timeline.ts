import type { RunEvent } from './run-event.ts'

/** Everything that a run did, for people as HTML and for machines as JSON. */
export interface Timeline {
  readonly runId: string
  /** When the run began, as ISO 8601. */
  readonly startedAt: string
  readonly events: readonly RunEvent[]
}

/** The timeline for machines: `version` changes when the meaning of a field does. */
export function timelineJson(timeline: Timeline): string {
  return `${JSON.stringify({ version: 1, ...timeline })}\n`
}
