import { SandpitError } from '@sandpit/client/errors'
import { formatSummary, type Run } from '@sandpit/lease'

/**
 * Ends a run and says how it went. Vitest does not fail a run for an error in its teardown, so a
 * sandbox that could not be given back sets the exit code here.
 */
export async function endRun(run: Run): Promise<void> {
  const { summary, failures } = await run.end()
  for (const failure of failures) process.stderr.write(`sandpit  ${failure.message}\n`)
  if (failures.length > 0) process.exitCode = 1
  if (summary.acquires > 0) process.stderr.write(`sandpit  ${formatSummary(summary)}\n`)
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
