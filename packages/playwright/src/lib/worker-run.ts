import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkerInfo } from '@playwright/test'
import { chooseService, describeChoice, type Link, startRun } from '@sandpit/lease'
import type { SandboxKind } from '@sandpit/lease/link'
import { notGivenBack } from './playwright-run.ts'
import { runOptions } from './run-options.ts'

/** A run of one worker, for a config without `sandpit()`: one sandbox, for this process. */
export async function startWorkerRun(
  worker: WorkerInfo,
  kind: SandboxKind,
): Promise<{ link: Link; end(): Promise<void> }> {
  const choice = chooseService(process.env, kind.service)
  sayOnce(
    worker.project.outputDir,
    `sandpit  ${describeChoice(choice)}, one for each worker process; write \`defineConfig(sandpit({ ... }))\` with sandpit from '@sandpit/playwright/config' to share them, also when a failing test restarts a worker\n`,
  )
  const run = await startRun(runOptions(choice, 1, kind))
  return {
    link: run.link(),
    end: async () => {
      const { failures } = await run.end()
      if (failures.length > 0) throw notGivenBack(failures)
    },
  }
}

/** Says something in the first worker that gets here; Playwright empties the folder for each run. */
function sayOnce(outputDir: string, line: string): void {
  try {
    mkdirSync(outputDir, { recursive: true })
    writeFileSync(join(outputDir, '.sandpit-said'), '', { flag: 'wx' })
    process.stderr.write(line)
  } catch {
    // Another worker of this run said it.
  }
}
