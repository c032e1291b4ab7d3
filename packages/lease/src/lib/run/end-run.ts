import { longMs } from '../events/long-waits.ts'
import type { Run } from './run.ts'
import type { RunReport } from '../events/run-report.ts'
import { count } from '../text/amount.ts'

/**
 * Ends a run, and says what it waits for when that takes long: a runner that hangs explains nothing.
 *
 * @example
 * ```ts
 * import { endRun, formatReport, type Run } from '@sandpit/lease'
 *
 * export async function tearDown(run: Run): Promise<void> {
 *   const report = await endRun(run, (notice) => console.error(notice))
 *   for (const line of formatReport(report)) console.log(line)
 * }
 * ```
 */
export async function endRun(run: Run, say: (notice: string) => void): Promise<RunReport> {
  const timer = setTimeout(() => say(describe(run)), longMs)
  try {
    return await run.end()
  } finally {
    clearTimeout(timer)
  }
}

function describe(run: Run): string {
  const { acquires, releases } = run.summary()
  const held = count(acquires - releases, 'sandbox is', 'sandboxes are')
  return `${held} still to be given back, ${longMs / 1000} s after the last test: the service has not answered yet.`
}
