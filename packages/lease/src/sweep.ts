export type { FoundRun } from './lib/found-runs.ts'
export { type HeldSandbox, type HeldSandboxes, listHeld } from './lib/held-sandboxes.ts'
export type { Held } from './lib/journal.ts'
export type { RunLife } from './lib/run-life.ts'
export { hostedCredentials } from './lib/service-choice.ts'
export { sweep, type SweepReport } from './lib/sweep.ts'
export {
  planSweep,
  type SweepableRun,
  type SweepOptions,
  type SweepPlan,
} from './lib/sweep-plan.ts'
