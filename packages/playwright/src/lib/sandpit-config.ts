import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import type { FullConfig, PlaywrightTestConfig } from '@playwright/test'
import { SandpitError } from '@sandpit/client/errors'
import type { EmbeddedEmulator } from '@sandpit/emulator/embedded'
import { parseRunSettings, type RunSettings } from '@sandpit/lease/runner'
import type { CloseOptions } from './close-test.ts'
import type { SandboxOptions } from './project-kind.ts'

/** What a run can be told. */
export interface SandpitOptions extends RunSettings {
  /**
   * How the embedded emulator is, where that is the service; the hosted one is as it is. `systems`
   * gives MCP servers tools, `localServers` says which programs are the servers of local sandboxes.
   */
  readonly emulator?: EmbeddedEmulator
}

/**
 * Shares sandboxes between the workers of a Playwright run: as many as there are workers, however
 * often a failing test restarts one, and all given back when the run ends, whatever ends it.
 *
 * Takes the whole config and answers it with one global setup more, ahead of the config's own.
 *
 * @throws SandpitError `configuration` for an option that there is not, for a value that one cannot
 *   be, and for a `use` with the API key.
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
export function sandpit<TestOptions = object, WorkerOptions = object>(
  config: PlaywrightTestConfig<TestOptions & CloseOptions, WorkerOptions & SandboxOptions>,
  options: SandpitOptions = {},
): PlaywrightTestConfig<TestOptions & CloseOptions, WorkerOptions & SandboxOptions> {
  const settings = parseRunSettings(options)
  for (const { name = '', use } of [config, ...(config.projects ?? [])]) refuseKey(name, use)
  const globalSetup = fileURLToPath(import.meta.resolve('@sandpit/playwright/global-setup'))
  const use: Readonly<Record<string, unknown>> = { ...config.use, [optionsKey]: () => settings }
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
