import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Context } from 'hono'

import { BrokenConnection } from './broken-connection.ts'
import { readBytes, readIncoming } from './read-bytes.ts'

/** An answer of JSON that is still to be sent. */
export interface JsonAnswer {
  readonly status: number
  /** The JSON, as text. */
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * One request and the ways to answer it.
 *
 * Over a socket it works on Node's own objects, which is what makes an answer cost about what a
 * bare server's does; through `fetch` it works on `Request` and `Response`.
 */
export interface Exchange {
  header(name: string): string | undefined
  /** Reads the body. Throws 413 as soon as it is known to be larger than 32 MiB. */
  bytes(): Promise<Uint8Array>
  send(answer: JsonAnswer): Response
  /** Breaks the connection without a word. */
  drop(): Response
  /** Sends the head and half of the body, and breaks the connection then. */
  truncate(answer: JsonAnswer): Response
}

/** What Node's adapter hands on with a request. */
export interface NodeBindings {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

/** The exchange that a route is in. */
export function exchangeOf(context: Context): Exchange {
  const { incoming, outgoing } = context.env as NodeBindings
  return incoming === undefined || outgoing === undefined
    ? new FetchExchange(context.req.raw)
    : new NodeExchange(incoming, outgoing)
}

/** Makes an answer of a value. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): JsonAnswer {
  return { status, text: JSON.stringify(value), headers }
}

/** Tells the Node adapter that the answer is out of its hands. */
const ALREADY_SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })

class NodeExchange implements Exchange {
  readonly #incoming: IncomingMessage
  readonly #outgoing: ServerResponse

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    this.#incoming = incoming
    this.#outgoing = outgoing
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  bytes(): Promise<Uint8Array> {
    return readIncoming(this.#incoming)
  }

  send(answer: JsonAnswer): Response {
    const { text } = answer
    this.#outgoing.writeHead(answer.status, headOf(answer, text))
    this.#outgoing.end(text)
    return ALREADY_SENT
  }

  drop(): Response {
    this.#incoming.socket.destroy()
    return ALREADY_SENT
  }

  truncate(answer: JsonAnswer): Response {
    const { text } = answer
    this.#outgoing.writeHead(answer.status, headOf(answer, text))
    this.#outgoing.write(firstHalf(text), () => this.#outgoing.destroy())
    return ALREADY_SENT
  }
}

class FetchExchange implements Exchange {
  readonly #request: Request

  constructor(request: Request) {
    this.#request = request
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined
  }

  bytes(): Promise<Uint8Array> {
    return readBytes(this.#request)
  }

  send(answer: JsonAnswer): Response {
    const { status, text } = answer
    return new Response(text, { status, headers: headOf(answer, text) })
  }

  drop(): Response {
    throw new BrokenConnection()
  }

  truncate(answer: JsonAnswer): Response {
    const { text } = answer
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(firstHalf(text)),
      pull: (controller) => controller.error(new BrokenConnection()),
    })
    return new Response(body, { status: answer.status, headers: headOf(answer, text) })
  }
}

function headOf({ headers }: JsonAnswer, text: string): Record<string, string> {
  const length = Buffer.byteLength(text)
  return { 'content-type': 'application/json', 'content-length': String(length), ...headers }
}

function firstHalf(text: string): Uint8Array {
  const whole = Buffer.from(text)
  return whole.subarray(0, Math.floor(whole.length / 2))
}
