import { serve } from '@hono/node-server'
import type { Emulator } from '@sandpit/emulator'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** The environment of a run on a service. */
export function hosted(service: { url: string; apiKey: string }): NodeJS.ProcessEnv {
  return { KLAVIS_API_KEY: service.apiKey, KLAVIS_BASE_URL: service.url }
}

export function occupied(emulator: Emulator): readonly string[] {
  return emulator
    .sandboxes()
    .filter((sandbox) => sandbox.status === 'occupied')
    .map((sandbox) => sandbox.sandboxId)
}

/** Resolves with what is still occupied once nothing is, or when the time is over. */
export async function settled(emulator: Emulator, withinMs: number): Promise<readonly string[]> {
  const deadline = performance.now() + withinMs
  while (occupied(emulator).length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return occupied(emulator)
}

/** The emulator behind a door of its own, where one answer can be another. */
export async function withAnswers(
  emulator: Emulator,
  answer: (request: Request) => Response | undefined,
): Promise<{ url: string; apiKey: string } & Disposable> {
  const server = serve({
    fetch: async (request) => answer(request) ?? emulator.fetch(request),
    hostname: '127.0.0.1',
    port: 0,
  })
  if (!server.listening) await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    apiKey: emulator.apiKey,
    [Symbol.dispose]: () => void server.close(),
  }
}
