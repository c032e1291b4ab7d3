import { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import type { Transport } from './transport.ts'

/** A transport with connections of its own, and the way to close them. */
export interface OwnedTransport {
  readonly transport: Transport
  /** Lets calls in flight end, then closes every connection. */
  close(): Promise<void>
}

/**
 * A transport over its own undici agent. Idle connections are kept for the next call and never
 * keep the process alive.
 */
export function createUndiciTransport(): OwnedTransport {
  // Each call brings its own deadline as a signal; undici's timeouts would be a second one.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  return {
    transport: (outgoing) => send(agent, outgoing),
    close: () => (agent.closed ? Promise.resolve() : agent.close()),
  }
}

async function send(
  dispatcher: Agent,
  { url, method, headers, body, signal }: Parameters<Transport>[0],
): ReturnType<Transport> {
  const answer = await request(url, {
    dispatcher,
    method,
    headers,
    signal,
    body: body === undefined || typeof body === 'string' ? (body ?? null) : Readable.from(body),
  })
  return {
    status: answer.statusCode,
    header: (name) => firstOf(answer.headers[name.toLowerCase()]),
    chunks: () => answer.body,
  }
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
