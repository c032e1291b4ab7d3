import type { IncomingMessage, ServerResponse } from 'node:http'

import { type Answer, responseOf, sendAnswer } from './answer.ts'

/** What Node's adapter hands on with a request that came over a socket. */
export interface NodeBindings {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

/** Tells the Node adapter that the answer is out of its hands. */
const ALREADY_SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })

/** Answers where a `Response` is wanted; over a socket, connections really break. */
export function webResponse({ incoming, outgoing }: NodeBindings, answer: Answer): Response {
  if (answer.arrives === undefined || incoming === undefined || outgoing === undefined) {
    return responseOf(answer)
  }
  sendAnswer(answer, incoming, outgoing)
  return ALREADY_SENT
}
