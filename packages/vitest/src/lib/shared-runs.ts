import { availableParallelism } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import { SandpitError } from '@sandpit/client/errors'
import { type RunnerRun, type RunSettings, say, startRunnerRun } from '@sandpit/lease/runner'
import type { TestProject, Vitest } from 'vitest/node'
import { runnerParts } from './runner-parts.ts'

interface SharedRun {
  readonly workers: number
  readonly settings: RunSettings
  readonly run: Promise<RunnerRun>
}

/** The runs of a Vitest process, one for all projects that want the same. */
class SharedRuns {
  readonly #vitest: Vitest
  readonly #runs: SharedRun[] = []

  constructor(vitest: Vitest) {
    this.#vitest = vitest
  }

  /** @throws SandpitError `configuration` */
  find(workers: number, settings: RunSettings): Promise<RunnerRun> {
    const same = this.#runs.find(
      (one) => one.workers === workers && isDeepStrictEqual(one.settings, settings),
    )
    if (same !== undefined) return same.run
    const { timeline } = settings
    if (timeline !== undefined && this.#runs.some((one) => one.settings.timeline === timeline))
      throw sameTimeline(timeline)
    const run = this.#start(workers, settings)
    this.#runs.push({ workers, settings, run })
    return run
  }

  /**
   * Says how each run went. Vitest does not fail a run for an error in its teardown, so what could
   * not be given back sets the exit code here.
   */
  async end(): Promise<void> {
    for (const { run } of this.#runs) {
      // What kept a run from starting has been told.
      const started = await run.catch(() => undefined)
      if (started === undefined) continue
      const { lines, failures } = await started.end()
      for (const failure of failures) say(failure.message)
      for (const line of lines) say(line)
      if (failures.length > 0) process.exitCode = 1
    }
  }

  #start(workers: number, settings: RunSettings): Promise<RunnerRun> {
    const { config } = this.#vitest
    return startRunnerRun({
      parts: runnerParts,
      settings,
      workers,
      shards: config.shard?.count ?? 1,
      folder: config.root,
      onService: say,
      onLongWait: say,
      onSmallPool: say,
      onLongEnd: say,
      hasMoreToStart: () => hasFilesToStart(this.#vitest),
    })
  }
}

const runsOf = new WeakMap<Vitest, SharedRuns>()

/** Where a project's workers find the run that has what the project wants. */
export async function sharedRun(
  vitest: Vitest,
  project: TestProject,
  settings: RunSettings,
): Promise<RunnerRun['address']> {
  let runs = runsOf.get(vitest)
  if (runs === undefined) {
    const started = new SharedRuns(vitest)
    runs = started
    runsOf.set(vitest, runs)
    vitest.onClose(async () => {
      runsOf.delete(vitest)
      await started.end()
    })
  }
  return (await runs.find(workersOf(project), settings)).address
}

/** As Vitest counts them; 4.1 leaves the number open where nobody set one. */
function workersOf({ config, vitest }: TestProject): number {
  const set: readonly (number | undefined)[] = [config.maxWorkers, vitest.config.maxWorkers]
  return Math.max(1, set.find((workers) => workers !== undefined) ?? availableParallelism())
}

/** Whether a file of this run waits for a worker; one that is in two projects may be overlooked. */
function hasFilesToStart({ state }: Vitest): boolean {
  return state.getPaths().length > state.getFiles().length
}

function sameTimeline(timeline: string): SandpitError {
  return new SandpitError(
    'configuration',
    `Two projects write their timeline to '${timeline}', and their other options differ, so that each has a run of its own. Name another file for one of them, or give both the same options.`,
  )
}
