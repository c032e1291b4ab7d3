export { endRun } from './lib/end-run.ts'
export type { Credentials } from './lib/keeper.ts'
export type { Link } from './lib/link.ts'
export { type Run, type RunOptions, startRun } from './lib/run.ts'
export type { RunService } from './lib/run-services.ts'
export type { RunEvent, RunEventKind } from './lib/run-event.ts'
export type { RunHighlights } from './lib/run-highlights.ts'
export { formatReport, type RunReport } from './lib/run-report.ts'
export type { RunSummary } from './lib/run-summary.ts'
export {
  chooseService,
  describeChoice,
  type ServiceChoice,
  type ServiceName,
} from './lib/service-choice.ts'
export type { Verify } from './lib/slot-care.ts'
export { openTimeline, type TimelineFile } from './lib/timeline-file.ts'
export type { AnySandboxService, Service } from './lib/open-service.ts'
export type { SandboxWish } from './lib/service-pool.ts'
