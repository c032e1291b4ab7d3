import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Emulator } from '@sandpit/emulator'
import type { Service } from '../serve-instead.ts'
import type { Layer } from './layer.ts'
import { misbehaviours } from './misbehaviour.ts'

/** Serves an emulator that does, or says, what a service should not. */
export function standIn(
  emulator: Emulator,
  names: readonly string[],
): Promise<Service & Disposable> {
  return standInWith(
    emulator,
    names.map((name) => layerNamed(name, emulator)),
  )
}

export async function standInWith(
  emulator: Emulator,
  layers: readonly Layer[],
): Promise<Service & Disposable> {
  const answer = layers.reduce<(request: Request) => Promise<Response>>(
    (next, layer) => (request) => layer(request, next),
    (request) => emulator.fetch(request),
  )
  const server = serve({
    fetch: (request, { incoming }) =>
      answer(request).catch(() => {
        // The emulator drops connections on purpose, too.
        incoming.socket.destroy()
        return RESPONSE_ALREADY_SENT
      }),
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

function layerNamed(name: string, emulator: Emulator): Layer {
  const make = misbehaviours[name]
  if (make === undefined) throw new Error(`no stand-in knows how to do '${name}'`)
  return make(emulator)
}
