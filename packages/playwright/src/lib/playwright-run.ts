import type { FullConfig } from '@playwright/test'
import { SandpitError } from '@sandpit/client/errors'
import {
  chooseService,
  describeChoice,
  endRun,
  formatReport,
  openTimeline,
  type Run,
  type ServiceChoice,
  startRun,
  type TimelineFile,
} from '@sandpit/lease'
import { dirname, resolve } from 'node:path'
import { publishBroker, withdrawBroker } from './broker-variable.ts'
import { parseSandboxKind } from './sandbox-kind.ts'
import { runOptions } from './run-options.ts'
import { type SandpitOptions, sandpitOptions } from './sandpit-config.ts'

/**
 * Starts handing out sandboxes in Playwright's main process; the global setup that `sandpit()` adds.
 * Answers with the teardown.
 *
 * @throws SandpitError `configuration` for a service without its key, a project whose `sandboxes` it
 *   cannot have, or a timeline that is neither HTML nor JSON; `unsupported` for a Playwright older than 1.49 or of another major version.
 */
export async function startPlaywrightRun(config: FullConfig): Promise<() => Promise<void>> {
  refuseOldPlaywright(config.version)
  const options = sandpitOptions(config)
  const choice = chooseService(process.env, options.service)
  for (const each of servicesOf(config, choice)) say(describeChoice(each))
  const timeline = timelineOf(config, options)
  const run = await startRun({
    ...runOptions(choice, config.workers, options),
    shards: config.shard?.total ?? 1,
    onSmallPool: say,
    ...timeline,
  })
  publishBroker(run.address)
  return () => reportRun(run, timeline)
}

/** The services that the run may use, each checked for what it needs before any test starts. */
function servicesOf({ projects }: FullConfig, choice: ServiceChoice): readonly ServiceChoice[] {
  const kinds = projects.map(({ name, use }) =>
    parseSandboxKind((use as { readonly sandboxes?: unknown }).sandboxes ?? {}, name),
  )
  const names = new Set(kinds.map(({ service = choice.name }) => service))
  return [...names].map((name) =>
    name === choice.name ? choice : chooseService(process.env, name),
  )
}

function timelineOf(
  { configFile, rootDir }: FullConfig,
  { timeline }: SandpitOptions,
): TimelineFile | undefined {
  const folder = configFile === undefined ? rootDir : dirname(configFile)
  return timeline === undefined ? undefined : openTimeline(resolve(folder, timeline))
}

/** Playwright reports what a teardown throws, and ends with exit code 1. */
async function reportRun(run: Run, timeline: TimelineFile | undefined): Promise<void> {
  withdrawBroker()
  const report = await endRun(run, (notice) => sayAll([notice]))
  const lines = [...formatReport(report)]
  try {
    if (timeline !== undefined) lines.push(await timeline.write(run.runId))
  } finally {
    sayAll(lines)
  }
  if (report.failures.length > 0) throw notGivenBack(report.failures)
}

/** On stderr, so that what a reporter writes to stdout stays whole. */
function say(line: string): void {
  process.stderr.write(`sandpit  ${line}\n`)
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

/** One error for all that could not be given back, since Playwright shows little but its message. */
export function notGivenBack(failures: readonly SandpitError[]): SandpitError {
  const [first] = failures
  if (first !== undefined && failures.length === 1) return first
  const messages = failures.map((failure) => failure.message).join('\n')
  return new SandpitError('release_failed', messages, { cause: new AggregateError(failures) })
}

function refuseOldPlaywright(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 1 && minor >= 49) return
  throw new SandpitError(
    'unsupported',
    `This is Playwright ${version}; @sandpit/playwright works with Playwright 1.49 and later 1.x. Run \`npm install -D @playwright/test@1\`, or look for a newer @sandpit/playwright.`,
  )
}
