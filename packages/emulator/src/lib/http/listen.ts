import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { SandpitError } from '@sandpit/client/errors'

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly answer: RequestListener
}

/** A server that takes requests. */
export interface Listening {
  readonly url: string
  /** Stops at once: open connections are cut. */
  close(): Promise<void>
}

/**
 * Serves over HTTP.
 *
 * @throws SandpitError `configuration` when the address cannot be had
 */
export async function listen({ host, port, answer }: ListenOptions): Promise<Listening> {
  // Most calls have no body: Node then need not make a stream of it.
  const server = createServer({ optimizeEmptyRequests: true }, answer)
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw cannotListen(host, port, cause)
  }
  const address = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    close: () => closeServer(server),
  }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

function cannotListen(host: string, port: number, cause: unknown): SandpitError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
  const reason =
    code === 'EADDRINUSE'
      ? `port ${port} on ${host} is already taken. Choose another port, or 0 for any free one.`
      : `${host}:${port} cannot be listened on (${code}). Choose another host or port.`
  return new SandpitError('configuration', `The emulator did not start: ${reason}`, { cause })
}
