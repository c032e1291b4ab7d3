import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Context } from 'hono'

/** Tells the Node adapter that the answer is out of its hands. */
const ALREADY_SENT = { 'x-hono-already-sent': 'true' }

interface NodeBindings {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

/**
 * Breaks the connection without a word. Where there is none, because the emulator's `fetch` was
 * called directly, the call rejects like a `fetch` whose connection broke.
 */
export function dropConnection(context: Context): Response {
  const { incoming } = context.env as NodeBindings
  if (incoming === undefined) throw brokenConnection()
  incoming.socket.destroy()
  return new Response(null, { headers: ALREADY_SENT })
}

/** Sends the head and half of the body, and breaks the connection then. */
export async function truncateAnswer(context: Context, answer: Response): Promise<Response> {
  const { outgoing } = context.env as NodeBindings
  const whole = Buffer.from(await answer.arrayBuffer())
  const half = whole.subarray(0, Math.floor(whole.length / 2))
  if (outgoing === undefined) return new Response(brokenStream(half), answer)
  outgoing.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    'content-length': whole.length,
  })
  outgoing.write(half, () => outgoing.destroy())
  return new Response(null, { headers: ALREADY_SENT })
}

/** A failure of the connection, as opposed to an error of the emulator. */
export class BrokenConnection extends TypeError {}

function brokenConnection(): BrokenConnection {
  const cause = Object.assign(new Error('The emulator broke the connection.'), {
    code: 'ECONNRESET',
  })
  return new BrokenConnection('fetch failed', { cause })
}

function brokenStream(start: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(start)
    },
    pull(controller) {
      controller.error(brokenConnection())
    },
  })
}
