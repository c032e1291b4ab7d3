export { type Timeline, timelineJson } from './lib/timeline.ts'
export { timelineHtml } from './lib/timeline-html.ts'
export type { TimelineTotals } from './lib/timeline-totals.ts'
