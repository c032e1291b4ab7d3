import type { SandpitErrorCode } from '@sandpit/client/errors'

/**
 * - `acquire`, `reset`, `seed`, `release`: the service was at work on a sandbox; `check`: the run
 *   looked whether it had done as it said.
 * - `lease`: a test had the sandbox.
 * - `wait`: a test, or a file before its first test, waited; `detail` says what for.
 * - `fault`: a call failed and may have been sent again; `detail` names the operation.
 */
export type RunEventKind =
  | 'acquire'
  | 'reset'
  | 'seed'
  | 'check'
  | 'release'
  | 'lease'
  | 'wait'
  | 'fault'

/** Something that happened in a run, told when it is over. Holds no key and no address. */
export interface RunEvent {
  readonly kind: RunEventKind
  readonly server: string
  /** Missing where there was no sandbox yet. */
  readonly sandboxId?: string | undefined
  /** The test it was for, as the runner names it. */
  readonly label?: string | undefined
  readonly detail?: string | undefined
  /** What went wrong, where something did. */
  readonly code?: SandpitErrorCode | undefined
  /** In milliseconds since the run began, like `endMs`. */
  readonly startMs: number
  readonly endMs: number
}

/** Where events go, and the clock that they are timed by, in milliseconds since the run began. */
export interface RunLog {
  readonly now: () => number
  readonly add: (event: RunEvent) => void
}
