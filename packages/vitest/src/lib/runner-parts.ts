import type { RunnerParts } from '@sandpit/lease/runner'

/** What a run on Close needs, each loaded when the first test asks for a sandbox. */
export const runnerParts: RunnerParts = {
  services: async () => [(await import('@sandpit/close/schema')).closeService],
  startEmulator: async (poolSize) => {
    const { startEmulator } = await import('@sandpit/emulator')
    return startEmulator({ pools: { close: poolSize } })
  },
}
