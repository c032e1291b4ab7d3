import type { SandpitError } from '@sandpit/client/errors'
import { formatHighlights, type RunHighlights } from './run-highlights.ts'
import { formatSummary } from './summary-line.ts'
import type { RunSummary } from '../slots/run-summary.ts'

/** What a run did, and what it could not give back. */
export interface RunReport {
  readonly summary: RunSummary
  readonly highlights: RunHighlights
  readonly failures: readonly SandpitError[]
}

/** The run in a few lines, for the end of its output; none when no test asked for a sandbox. */
export function formatReport({ summary, highlights, failures }: RunReport): readonly string[] {
  if (Object.keys(highlights.slowest).length === 0) return []
  const more = formatHighlights(highlights, failures.length)
  return summary.acquires === 0 ? [more] : [formatSummary(summary), more]
}
