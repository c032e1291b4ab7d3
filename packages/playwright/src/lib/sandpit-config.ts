import { fileURLToPath } from 'node:url'
import type { FullConfig, PlaywrightTestConfig } from '@playwright/test'
import type { ServiceName } from '@sandpit/lease'

export interface SandpitOptions {
  /**
   * Forces the service. By default it is the hosted one when `KLAVIS_API_KEY` is set and the
   * embedded emulator otherwise; in CI, force it, so that a missing key fails the run.
   */
  readonly service?: ServiceName
  /** How long to wait for a pool that has no idle sandbox, in milliseconds; default one minute. */
  readonly waitMs?: number
}

/**
 * Shares sandboxes between the workers of a Playwright run: as many as there are workers, however
 * often a failing test restarts one, and all given back when the run ends, whatever ends it.
 *
 * Takes the whole config and answers it with one global setup more, ahead of the config's own.
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
export function sandpit<TestOptions, WorkerOptions>(
  config: PlaywrightTestConfig<TestOptions, WorkerOptions>,
  options: SandpitOptions = {},
): PlaywrightTestConfig<TestOptions, WorkerOptions> {
  const globalSetup = fileURLToPath(import.meta.resolve('@sandpit/playwright/global-setup'))
  const use: Readonly<Record<string, unknown>> = { ...config.use, [optionsKey]: options }
  return {
    ...config,
    use: use as NonNullable<typeof config.use>,
    globalSetup: [globalSetup, ...listed(config.globalSetup)],
  }
}

/** What `sandpit()` was given, as a global setup finds it. */
export function sandpitOptions(config: FullConfig): SandpitOptions {
  const [project] = config.projects
  const use = project?.use as { readonly [optionsKey]?: SandpitOptions } | undefined
  return use?.[optionsKey] ?? {}
}

/**
 * Of all that a config holds, a global setup gets `use` as it was written; unlike `metadata`, no
 * report shows it.
 */
const optionsKey = 'sandpit'

function listed(files: string | string[] | undefined): readonly string[] {
  return files === undefined ? [] : [files].flat()
}
