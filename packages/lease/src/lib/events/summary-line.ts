import type { RunSummary } from '../slots/run-summary.ts'
import { count, duration } from '../text/amount.ts'

/** The run in one line, for the end of its output. */
export function formatSummary(summary: RunSummary): string {
  const counts = [
    count(summary.acquires, 'sandbox', 'sandboxes'),
    count(summary.leases, 'lease', 'leases'),
    count(summary.resets, 'reset', 'resets'),
    count(summary.seeds, 'seed', 'seeds'),
    ...(summary.unchanged > 0 ? [`${summary.unchanged} left unchanged`] : []),
    ...(summary.takenOver > 0 ? [`${summary.takenOver} taken over by others`] : []),
    ...(summary.unclean > 0 ? [`${summary.unclean} not clean, replaced`] : []),
  ]
  const waited = `waited ${duration(summary.waitedMs)}, ${duration(summary.waitedForSandboxMs)} of it for a free sandbox`
  return `${counts.join(', ')}; ${waited}`
}
