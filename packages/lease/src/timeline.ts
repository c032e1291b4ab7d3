export { type Timeline, timelineJson } from './lib/timeline/timeline.ts'
export { timelineHtml } from './lib/timeline/timeline-html.ts'
export type { TimelineTotals } from './lib/timeline/timeline-totals.ts'
