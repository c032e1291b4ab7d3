import type { SandboxKind } from '@sandpit/lease/link'
import { type OwnRun, startOwnRun } from '@sandpit/lease/runner'
import { runnerParts } from './runner-parts.ts'

/** A run of one worker, for a config without `sandpit()`: one sandbox, for this process. */
export function startWorkerRun(kind: SandboxKind): Promise<OwnRun> {
  return startOwnRun({
    parts: runnerParts,
    kind,
    runner: process.ppid,
    advice:
      "one for each worker process; write `defineConfig(sandpit({ ... }))` with sandpit from '@sandpit/playwright/config' to share them, also when a failing test restarts a worker",
  })
}
