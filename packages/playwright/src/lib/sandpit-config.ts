import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import type { FullConfig, PlaywrightTestConfig } from '@playwright/test'
import { SandpitError } from '@sandpit/client/errors'
import type { AnySandboxService, SandboxKind, ServiceName, Verify } from '@sandpit/lease'
import type { CloseOptions } from './close-test.ts'
import type { SandboxOptions } from './link-fixtures.ts'

export interface SandpitOptions extends SandboxKind {
  /**
   * Forces the service. By default it is the hosted one when `KLAVIS_API_KEY` is set and the
   * embedded emulator otherwise; in CI, force it, so that a missing key fails the run.
   */
  readonly service?: ServiceName
  /**
   * How many sandboxes the run may take beyond one a worker. Each is emptied and filled again while
   * tests run on the others, so that fewer tests wait. `'auto'` finds out how many are worth it, takes
   * them one by one while tests wait for resets, and gives back those that tests do without. Default
   * none.
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
   * ends in `.html`, data for one that ends in `.json`. From the config's folder. Default: none.
   */
  readonly timeline?: string
  /** Describes the data of servers other than Close, for tests made with `sandboxTest()`. */
  readonly services?: readonly AnySandboxService[]
}

/**
 * Shares sandboxes between the workers of a Playwright run: as many as there are workers, however
 * often a failing test restarts one, and all given back when the run ends, whatever ends it.
 *
 * Takes the whole config and answers it with one global setup more, ahead of the config's own.
 *
 * @throws SandpitError `configuration` for an option that there is not, and for a `use` with the API key.
 *
 * @example
 * ```ts
 * // playwright.config.ts
 * import { defineConfig } from '@playwright/test'
 * import { sandpit } from '@sandpit/playwright/config'
 *
 * export default defineConfig(sandpit({ testDir: 'tests' }))
 * ```
 */
export function sandpit<TestOptions = CloseOptions, WorkerOptions = SandboxOptions>(
  config: PlaywrightTestConfig<TestOptions, WorkerOptions>,
  options: SandpitOptions = {},
): PlaywrightTestConfig<NoInfer<TestOptions>, NoInfer<WorkerOptions>> {
  refuseUnknown(options)
  for (const { name = '', use } of [config, ...(config.projects ?? [])]) refuseKey(name, use)
  const globalSetup = fileURLToPath(import.meta.resolve('@sandpit/playwright/global-setup'))
  const use: Readonly<Record<string, unknown>> = { ...config.use, [optionsKey]: () => options }
  return {
    ...config,
    use: use as NonNullable<typeof config.use>,
    globalSetup: [globalSetup, ...listed(config.globalSetup)],
  }
}

/** What `sandpit()` was given, as a global setup finds it. */
export function sandpitOptions(config: FullConfig): SandpitOptions {
  const [project] = config.projects
  const use = project?.use as { readonly [optionsKey]?: () => SandpitOptions } | undefined
  return use?.[optionsKey]?.() ?? {}
}

/**
 * Of all that a config holds, a global setup gets `use` as it was written. New Playwrights write it
 * into their JSON report, where a function is left out.
 */
const optionsKey = 'sandpit'

const known: Readonly<Record<keyof SandpitOptions, true>> = {
  service: true,
  spares: true,
  ceiling: true,
  verify: true,
  waitMs: true,
  timeline: true,
  benchmark: true,
  testAccountEmail: true,
  services: true,
}

function refuseUnknown(options: SandpitOptions): void {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(known, name))
  if (unknown.length === 0) return
  throw new SandpitError(
    'configuration',
    `sandpit() has no option '${unknown.join("', '")}'; it has ${Object.keys(known).join(', ')}. The options of Playwright itself belong into its first argument.`,
  )
}

/** Not left to the global setup: new Playwrights have `use` in their JSON report, even when that throws. */
function refuseKey(project: string, use: object = {}): void {
  const key = process.env['KLAVIS_API_KEY']
  if (!key || !Object.values(use).some((value) => inspect(value, { depth: 9 }).includes(key)))
    return
  const whose = project === '' ? 'The `use` of the config' : `The \`use\` of project '${project}'`
  throw new SandpitError(
    'configuration',
    `${whose} holds the API key, which would be in Playwright's JSON report. Leave it out: tests find it in process.env.KLAVIS_API_KEY.`,
  )
}

function listed(files: string | string[] | undefined): readonly string[] {
  return files === undefined ? [] : [files].flat()
}
