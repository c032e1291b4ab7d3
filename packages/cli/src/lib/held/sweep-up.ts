import {
  type Held,
  hostedCredentials,
  planSweep,
  sweep,
  type SweepPlan,
  type SweepReport,
} from '@sandpit/lease/sweep'
import { reportFailure } from '../output/report-failure.ts'

/** What the flags of `sandpit sweep` say. */
export interface SweepFlags {
  readonly run?: string | undefined
  readonly dryRun?: true | undefined
  readonly json?: true
}

/** Sweeps; whatever could not be given back is printed and makes the exit code 1. */
export async function sweepUp({ run, dryRun, json }: SweepFlags): Promise<void> {
  const credentials = hostedCredentials(process.env)
  const plan = await planSweep({ credentials, runId: run })
  const report = dryRun ? intended(plan) : await sweep(plan, credentials)
  if (json) print([JSON.stringify(toJson(plan, report, dryRun === true), null, 2)])
  else print(asText(plan, report, { run, dryRun }))
  for (const failure of report.failures) reportFailure(failure)
}

function asText(
  plan: SweepPlan,
  report: SweepReport,
  { run, dryRun }: SweepFlags,
): readonly string[] {
  return [
    ...describeSwept(report, dryRun ? 'would give back' : 'gave back'),
    ...describeAlive(plan),
    ...(isNothing(plan, report) ? [`nothing to give back${run ? ` of run ${run}` : ''}`] : []),
  ]
}

/** Every key in every object: null is a sandbox whose acquire lost its answer. */
function toJson({ alive }: SweepPlan, { swept }: SweepReport, isDryRun: boolean): object {
  return {
    dryRun: isDryRun,
    givenBack: swept.flatMap(({ runId, released }) =>
      released.map(({ server, sandboxId }) => ({ server, sandboxId: sandboxId ?? null, runId })),
    ),
    alive: alive.map(({ entry, held }) => ({
      runId: entry.runId,
      pid: entry.pid,
      holds: held.length,
    })),
  }
}

/** The report of a sweep in which everything goes as planned. */
function intended({ runs, problems }: SweepPlan): SweepReport {
  const swept = runs.map(({ runId, giveBack }) => ({ runId, released: giveBack }))
  return { swept: swept.filter(({ released }) => released.length > 0), failures: problems }
}

function describeSwept({ swept }: SweepReport, verb: string): readonly string[] {
  return swept.flatMap(({ runId, released }) =>
    released.map((held) => `${verb} ${describe(held)} of run ${runId}`),
  )
}

function describe({ server, sandboxId }: Held): string {
  return sandboxId === undefined
    ? `whatever a lost acquire of a '${server}' sandbox took`
    : `'${server}' sandbox ${sandboxId}`
}

function describeAlive({ alive }: SweepPlan): readonly string[] {
  return alive.map(
    ({ entry, held }) =>
      `run ${entry.runId} is alive (process ${entry.pid}); its sandboxes were left alone: ${held.length}`,
  )
}

function isNothing({ alive }: SweepPlan, { swept, failures }: SweepReport): boolean {
  return alive.length + swept.length + failures.length === 0
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`)
}
