import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@sandpit/client'
import type { Emulator } from '@sandpit/emulator'
import type { Service } from './serve-instead.ts'

/** The settings that make a run use an emulator as its hosted service. */
export function hosted({ url, apiKey }: Service): NodeJS.ProcessEnv {
  return { KLAVIS_API_KEY: apiKey, KLAVIS_BASE_URL: url }
}

/** The ids of the sandboxes that somebody holds. */
export function occupied(emulator: Emulator): readonly string[] {
  const held = emulator.sandboxes().filter(({ status }) => status === 'occupied')
  return held.map(({ sandboxId }) => sandboxId)
}

/** What is still occupied when nothing is, or when the time is up. */
export async function occupiedAfter(emulator: Emulator, ms: number): Promise<readonly string[]> {
  const deadline = performance.now() + ms
  while (occupied(emulator).length > 0 && performance.now() < deadline) await sleep(50)
  return occupied(emulator)
}

/** Takes the whole pool of Close sandboxes, for somebody else; answers with what gives it back. */
export async function takePool(emulator: Emulator, size: number): Promise<() => Promise<void>> {
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const taken = await Promise.all(Array.from({ length: size }, () => client.acquire('close')))
  return async () => {
    await Promise.all(taken.map(({ sandboxId }) => client.release('close', sandboxId)))
    await client.close()
  }
}
