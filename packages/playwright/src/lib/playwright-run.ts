import type { FullConfig } from '@playwright/test'
import { SandpitError } from '@sandpit/client/errors'
import { chooseService } from '@sandpit/lease'
import { notGivenBack, say, startRunnerRun } from '@sandpit/lease/runner'
import { dirname } from 'node:path'
import { publishBroker, withdrawBroker } from './broker-variable.ts'
import { kindOf } from './project-kind.ts'
import { runnerParts } from './runner-parts.ts'
import { sandpitOptions } from './sandpit-config.ts'

/**
 * Starts handing out sandboxes in Playwright's main process; the global setup that `sandpit()` adds.
 * Answers with the teardown.
 *
 * @throws SandpitError `configuration` for a service without its key, a project whose `sandboxes` it
 *   cannot have, or a timeline that is neither HTML nor JSON; `unsupported` for a Playwright older than 1.49 or of another major version.
 */
export async function startPlaywrightRun(config: FullConfig): Promise<() => Promise<void>> {
  refuseOldPlaywright(config.version)
  const settings = sandpitOptions(config)
  checkProjects(config)
  const run = await startRunnerRun({
    parts: runnerParts,
    settings,
    workers: config.workers,
    shards: config.shard?.total ?? 1,
    folder: config.configFile === undefined ? config.rootDir : dirname(config.configFile),
    onService: (description) => sayAll([description]),
    onSmallPool: say,
    onLongEnd: (notice) => sayAll([notice]),
  })
  publishBroker(run.address)
  return async () => {
    withdrawBroker()
    const { lines, failures } = await run.end()
    sayAll(lines)
    // Playwright reports what a teardown throws, and ends with exit code 1.
    if (failures.length > 0) throw notGivenBack(failures)
  }
}

/** Looks for what each project's services need, before any test starts. */
function checkProjects({ projects }: FullConfig): void {
  for (const { name, use } of projects) {
    const { service } = kindOf(name, (use as { readonly sandboxes?: unknown }).sandboxes ?? {})
    if (service !== undefined) chooseService(process.env, service)
  }
}

/**
 * With an empty line before and after: a row of dots is not ended yet, and Playwright's line reporter
 * wipes out the line above the cursor before it prints its results.
 */
function sayAll(lines: readonly string[]): void {
  if (lines.length === 0) return
  process.stderr.write('\n')
  for (const line of lines) say(line)
  process.stderr.write('\n')
}

function refuseOldPlaywright(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 1 && minor >= 49) return
  throw new SandpitError(
    'unsupported',
    `This is Playwright ${version}; @sandpit/playwright works with Playwright 1.49 and later 1.x. Run \`npm install -D @playwright/test@1\`, or look for a newer @sandpit/playwright.`,
  )
}
