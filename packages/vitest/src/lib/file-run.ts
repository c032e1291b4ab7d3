import { type OwnRun, say, startOwnRun } from '@sandpit/lease/runner'
import { runnerParts } from './runner-parts.ts'

/** A run of one worker, for a test file whose Vitest has no plugin: one sandbox, for this file. */
export function startFileRun(): Promise<OwnRun> {
  return startOwnRun({
    parts: runnerParts,
    // A worker is a thread of the runner, or a process that it started.
    runner: process.env['VITEST_POOL_ID'] === undefined ? process.pid : process.ppid,
    advice:
      "one for each test file; add `plugins: [sandpit()]` from '@sandpit/vitest/plugin' to your Vitest config to share them between files",
    onLongWait: say,
  })
}
