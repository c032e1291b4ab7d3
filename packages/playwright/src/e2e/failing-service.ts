import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import type { Emulator } from '@sandpit/emulator'

/** Serves an emulator, but answers 500 to whatever `fails` picks. */
export async function serveFailing(
  emulator: Emulator,
  fails: (method: string, path: string) => boolean,
): Promise<AsyncDisposable & Pick<Emulator, 'url' | 'apiKey'>> {
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/' } = request
    if (fails(method, url)) response.writeHead(500).end('{"detail":"It failed"}')
    else void passOn(request, response, emulator)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    apiKey: emulator.apiKey,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  emulator: Emulator,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request
  const body = await buffer(request)
  const answer = await emulator.fetch(
    new Request(`${emulator.url}${url}`, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
      ...(body.length > 0 && { body }),
    }),
  )
  response.writeHead(answer.status).end(await answer.text())
}
