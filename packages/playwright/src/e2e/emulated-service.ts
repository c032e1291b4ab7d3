import { type Emulator, type EmulatorOptions, startEmulator } from '@sandpit/emulator'

/** Starts a service with a pool of so many Close sandboxes. */
export function startService(size: number, options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ pools: { close: size }, ...options })
}

/** The settings that make a run use an emulator as its hosted service. */
export function hosted({ url, apiKey }: Pick<Emulator, 'url' | 'apiKey'>): NodeJS.ProcessEnv {
  return { KLAVIS_API_KEY: apiKey, KLAVIS_BASE_URL: url }
}

/** The sandboxes that somebody holds. */
export function occupied(emulator: Emulator): readonly string[] {
  const held = emulator.sandboxes().filter((sandbox) => sandbox.status === 'occupied')
  return held.map((sandbox) => sandbox.sandboxId)
}
