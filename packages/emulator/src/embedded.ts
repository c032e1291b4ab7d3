import type { SandboxService } from '@sandpit/client/service'
import type { Emulator } from './lib/emulator.ts'
import type { EmulatorOptions } from './lib/emulator-options.ts'

/** How the embedded emulator can be; where it listens, and its key, are the run's. */
export type EmbeddedEmulator = Omit<EmulatorOptions, 'port' | 'host' | 'allowedHosts' | 'apiKey'>

/**
 * Describes the data of a server, where Close's own description or the service's public document
 * does. Nothing of it is loaded before it is asked for.
 */
export async function describeSystem(
  server: string,
): Promise<SandboxService<unknown, unknown> | undefined> {
  if (server === 'close') return (await import('@sandpit/close/schema')).closeService
  const { isSystemServer } = await import('@sandpit/systems/shape')
  if (!isSystemServer(server)) return undefined
  return (await import('@sandpit/systems/schema')).systemService(server)
}

/** Starts an emulator within a run, with so many Close sandboxes unless its options say how many. */
export async function startEmbedded(
  poolSize: number,
  { pools, ...options }: EmbeddedEmulator = {},
): Promise<Emulator> {
  const { startEmulator } = await import('./lib/emulator.ts')
  return startEmulator({ ...options, pools: { close: poolSize, ...pools } })
}
