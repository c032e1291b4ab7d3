/// <reference types="vitest/config" />
import type { AnySandboxService, RunOptions, ServiceName, Verify } from '@sandpit/lease'
import { chooseService, describeChoice, openTimeline, startRun } from '@sandpit/lease'
import { resolve } from 'node:path'
import type { TestProject, Vite, Vitest } from 'vitest/node'
import { openServices } from './open-services.ts'
import { refuseOldVitest, reportRun, say } from './vitest-run.ts'

export interface SandpitOptions {
  /**
   * Forces the service. By default it is the hosted one when `KLAVIS_API_KEY` is set and the
   * embedded emulator otherwise; in CI, force it, so that a missing key fails the run.
   */
  readonly service?: ServiceName
  /** Describes systems besides Close, so that their sandboxes can be seeded and dumped. */
  readonly services?: readonly AnySandboxService[]
  /**
   * How many sandboxes the run may take beyond one a worker. Each is emptied and filled again while
   * tests run on the others, so that fewer tests wait. About `(reset + initialize) / test duration`
   * for each worker hides all of it; `'auto'` finds out how many are worth it, takes them one by one
   * while tests wait for resets, and gives back those that tests do without. Default none.
   */
  readonly spares?: number | 'auto'
  /**
   * The most sandboxes of one system that the run takes, spares included. Default: one for each
   * worker, and the spares; with `'auto'` spares, four for each worker.
   */
  readonly ceiling?: number
  /**
   * How often a sandbox is dumped to see that a reset left nothing, and that a seed arrived whole:
   * the `'first'` time on each sandbox (the default), `'always'`, or `'never'`. One that is not as
   * the service said is replaced before any test has it.
   */
  readonly verify?: Verify
  /** How long to wait for a pool that has no idle sandbox, in milliseconds; default one minute. */
  readonly waitMs?: number
  /**
   * Writes what every sandbox and test did, and when, to a file: a page to look at for a name that
   * ends in `.html`, data for one that ends in `.json`. From the project's root. Default: none.
   */
  readonly timeline?: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where workers find the run's broker. */
    sandpit: { readonly path: string; readonly token: string }
  }
}

/**
 * Shares sandboxes between the workers of a Vitest run: as many as there are workers, however many
 * files they run, and all given back when the run ends, whatever ends it.
 *
 * @throws SandpitError `configuration` for a forced service without its key, or a timeline that is
 *   neither HTML nor JSON; `unsupported` for a Vitest outside `^4.1 || ^5`.
 *
 * @example
 * ```ts
 * // vitest.config.ts
 * import { sandpit } from '@sandpit/vitest/plugin'
 * import { defineConfig } from 'vitest/config'
 *
 * export default defineConfig({ plugins: [sandpit()] })
 * ```
 */
export function sandpit(options: SandpitOptions = {}): Vite.Plugin {
  return {
    name: 'sandpit',
    async configureVitest({ vitest, project }) {
      refuseOldVitest(vitest.version)
      await shareRun(vitest, project, options)
    },
  }
}

/** One run for all projects of a Vitest process. */
const runs = new WeakMap<Vitest, ReturnType<typeof startRun>>()

async function shareRun(
  vitest: Vitest,
  project: TestProject,
  options: SandpitOptions,
): Promise<void> {
  let run = runs.get(vitest)
  if (run === undefined) {
    const { timeline: file } = options
    const timeline =
      file === undefined ? undefined : openTimeline(resolve(vitest.config.root, file))
    const starting = startRun({ ...runOptions(vitest, options), ...timeline })
    run = starting
    runs.set(vitest, run)
    vitest.onClose(async () => {
      runs.delete(vitest)
      // What kept a run from starting has been told.
      const started = await starting.catch(() => undefined)
      if (started !== undefined) await reportRun(started, timeline)
    })
  }
  project.provide('sandpit', (await run).address)
}

function runOptions(
  vitest: Vitest,
  { service, services = [], spares = 0, ceiling, verify, waitMs }: SandpitOptions,
): RunOptions {
  const choice = chooseService(process.env, service)
  say(describeChoice(choice))
  return {
    workers: Math.max(1, vitest.config.maxWorkers),
    spares,
    service: (most) => openServices(choice, most, services),
    shards: vitest.config.shard?.count ?? 1,
    onLongWait: say,
    onSmallPool: say,
    ...(ceiling !== undefined && { ceiling }),
    ...(verify !== undefined && { verify }),
    ...(choice.name === 'hosted' && { credentials: choice.credentials }),
    ...(waitMs !== undefined && { waitMs }),
  }
}
