import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Emulator } from '@sandpit/emulator'

/** Where a service is, and the key to it. */
export type Service = Pick<Emulator, 'url' | 'apiKey'>

/** Serves an emulator at an address of its own, where `answer` may say something else. */
export async function serveInstead(
  emulator: Emulator,
  answer: (request: Request) => Response | undefined,
): Promise<Service & Disposable> {
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
