import type { EmulatorOptions } from '@sandpit/emulator'
import type { RunnerParts } from '@sandpit/lease/runner'

/** How the embedded emulator can be; where it listens, and its key, are the run's. */
export type EmbeddedEmulator = Omit<EmulatorOptions, 'port' | 'host' | 'allowedHosts' | 'apiKey'>

/** What a run needs, each loaded when the first test asks for a sandbox. */
export const runnerParts: RunnerParts = {
  describe: async (server) => {
    if (server === 'close') return (await import('@sandpit/close/schema')).closeService
    const { isSystemServer } = await import('@sandpit/systems/shape')
    if (!isSystemServer(server)) return undefined
    return (await import('@sandpit/systems/schema')).systemService(server)
  },
  startEmulator: async (poolSize, { pools, ...options }: EmbeddedEmulator) => {
    const { startEmulator } = await import('@sandpit/emulator')
    return startEmulator({ ...options, pools: { close: poolSize, ...pools } })
  },
}
