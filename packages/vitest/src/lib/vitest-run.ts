import { SandpitError } from '@sandpit/client/errors'
import { endRun, formatReport, type Run, type TimelineFile } from '@sandpit/lease'

/**
 * Ends a run and says how it went. Vitest does not fail a run for an error in its teardown, so a
 * sandbox that could not be given back sets the exit code here.
 */
export async function reportRun(run: Run, timeline?: TimelineFile): Promise<void> {
  const report = await endRun(run, say)
  for (const failure of report.failures) say(failure.message)
  if (report.failures.length > 0) process.exitCode = 1
  for (const line of formatReport(report)) say(line)
  if (timeline !== undefined) await saveTimeline(timeline, run.runId)
}

async function saveTimeline(timeline: TimelineFile, runId: string): Promise<void> {
  try {
    say(await timeline.write(runId))
  } catch (error) {
    process.exitCode = 1
    say(SandpitError.from(error).message)
  }
}

/**
 * Prints a line of ours: on stderr, so that what a reporter writes to stdout stays whole. A reporter
 * that draws looks after what the main process prints meanwhile.
 */
export function say(line: string): void {
  process.stderr.write(`sandpit  ${line}\n`)
}

/** @throws SandpitError `unsupported` */
export function refuseOldVitest(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 5 || (major === 4 && minor >= 1)) return
  throw new SandpitError(
    'unsupported',
    `This is Vitest ${version}; @sandpit/vitest works with Vitest 4.1 and later 4s, and with 5. Run \`npm install -D vitest@5\`, or look for a newer @sandpit/vitest.`,
  )
}
