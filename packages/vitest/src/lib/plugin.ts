/// <reference types="vitest/config" />
import type { EmbeddedEmulator } from '@sandpit/emulator/embedded'
import {
  checkSettings,
  milliseconds,
  type RunSettings,
  runSettings,
  type SettingsOf,
} from '@sandpit/lease/runner'
import type { Vite } from 'vitest/node'
import { sharedRun } from './shared-runs.ts'
import { refuseOldVitest } from './vitest-version.ts'

/** What a run can be told. */
export interface SandpitOptions extends RunSettings {
  /**
   * How long a matcher looks for what it waits for, unless told otherwise, in milliseconds; default
   * 2,000. Playwright has `expect.timeout` for it.
   */
  readonly matcherTimeoutMs?: number
  /**
   * How the embedded emulator is, where that is the service; the hosted one is as it is. `systems`
   * gives MCP servers tools, `localServers` says which programs are the servers of local sandboxes.
   */
  readonly emulator?: EmbeddedEmulator
}

const settings: SettingsOf<SandpitOptions> = { ...runSettings, matcherTimeoutMs: milliseconds }

declare module 'vitest' {
  interface ProvidedContext {
    /** Where workers find the run's broker. */
    sandpit: {
      readonly path: string
      readonly token: string
      readonly matcherTimeoutMs?: number | undefined
    }
  }
}

/**
 * Shares sandboxes between the workers of a Vitest run: as many as there are workers, however many
 * files they run, and all given back when the run ends, whatever ends it.
 *
 * Projects whose options are the same share a run; others have runs of their own.
 *
 * @throws SandpitError `configuration` for an option that there is not, a value that one cannot be,
 *   and a forced service without its key; `unsupported` for a Vitest outside `^4.1 || ^5`.
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
  const { matcherTimeoutMs, ...run } = checkSettings('sandpit()', settings, options)
  return {
    name: 'sandpit',
    async configureVitest({ vitest, project }) {
      refuseOldVitest(vitest.version)
      const address = await sharedRun(vitest, project, run)
      project.provide('sandpit', { ...address, matcherTimeoutMs })
    },
  }
}
