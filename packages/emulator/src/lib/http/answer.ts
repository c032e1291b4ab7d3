import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { stringify } from '../json/json-text.ts'
import { ApiError } from './api-error.ts'
import { BrokenConnection } from './broken-connection.ts'

/** The status that says that there is nothing more to say. */
const NO_CONTENT = 204

/** What a request is answered with. */
export interface Answer {
  readonly status: number
  /** The body: JSON, unless the headers say something else. */
  readonly text: string
  /** Sent in place of the text, as it comes; its type is in the headers. */
  readonly stream?: Readable
  readonly headers?: Readonly<Record<string, string>>
  /** How much of it arrives; all unless given. What is cut off ends with a broken connection. */
  readonly arrives?: 'nothing' | 'half'
}

/** Makes an answer of a value. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers?: Readonly<Record<string, string>>,
): Answer {
  const text = stringify(value)
  return headers === undefined ? { status, text } : { status, text, headers }
}

/** Sends a caller on to another address. */
export function redirect(status: 303 | 307, location: string): Answer {
  return { status, text: '', headers: { location } }
}

/** The answer to a request that failed; what nobody foresaw tells nothing. */
export function failureAnswer(error: unknown): Answer {
  if (error instanceof ApiError) {
    return jsonAnswer(error.status, { detail: error.detail }, error.headers)
  }
  const headers = { 'content-type': 'text/plain; charset=UTF-8' }
  return { status: 500, text: 'Internal Server Error', headers }
}

/** Answers over a socket. A stream that breaks takes the connection with it. */
export function sendAnswer(
  answer: Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const { arrives, stream, text } = answer
  if (arrives === 'nothing' || (arrives === 'half' && stream !== undefined)) {
    stream?.destroy()
    incoming.socket.destroy()
    return
  }
  if (stream !== undefined) {
    outgoing.writeHead(answer.status, answer.headers)
    // Who asked may be waiting for the head alone.
    outgoing.flushHeaders()
    void pipeline(stream, outgoing).catch(() => outgoing.destroy())
    return
  }
  // Whoever sends too much reads the answer when all is sent.
  if (answer.status === 413) incoming.resume()
  const length = Buffer.byteLength(text)
  outgoing.writeHead(answer.status, headOf(answer, length))
  if (arrives === 'half') outgoing.write(firstHalf(text), () => outgoing.destroy())
  // ASCII need not be encoded.
  else outgoing.end(text, length === text.length ? 'latin1' : 'utf8')
}

/** Answers a request that came through `fetch`; where nothing arrives, that is an exception. */
export function responseOf(answer: Answer): Response {
  const { arrives, headers, status, stream, text } = answer
  if (arrives === 'nothing') throw new BrokenConnection()
  if (stream !== undefined) {
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      status,
      headers: { ...headers },
    })
  }
  const head = { status, headers: headOf(answer, Buffer.byteLength(text)) }
  if (status === NO_CONTENT) return new Response(null, { status })
  return new Response(arrives === 'half' ? brokenBody(text) : text, head)
}

function brokenBody(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(firstHalf(text)),
    pull: (controller) => controller.error(new BrokenConnection()),
  })
}

function headOf({ status, headers }: Answer, length: number): Record<string, string> {
  if (status === NO_CONTENT) return { ...headers }
  return { 'content-type': 'application/json', 'content-length': String(length), ...headers }
}

function firstHalf(text: string): Uint8Array {
  const whole = Buffer.from(text)
  return whole.subarray(0, Math.floor(whole.length / 2))
}
