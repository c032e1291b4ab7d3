import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Sink } from './flow.ts'
import { answeredHeaders } from '../wire/headers.ts'
import { type Refusal, refuse } from '../wire/refusal.ts'
import type { RpcId } from '../wire/rpc-message.ts'
import { SecretMask } from '../wire/secret-mask.ts'
import type { Upstream } from '../wire/upstream.ts'

/** Looks at an answer on its way, with all secrets blanked. */
export interface Tap {
  start(status: number, headers: IncomingHttpHeaders): void
  data(chunk: Buffer): void
  end(): void
  fail(refusal: Refusal): void
}

export interface ResponseSinkOptions {
  readonly response: ServerResponse
  readonly upstream: Upstream
  readonly ids: readonly RpcId[]
  readonly isBatch: boolean
  readonly tap: Tap
  /** The answer has to be a message: JSON, or events. */
  readonly isMessage?: boolean
}

/** Hands an answer on as it comes, no faster than it is read. */
export class ResponseSink implements Sink {
  readonly #options: ResponseSinkOptions
  readonly #mask: SecretMask
  /** Something was written, and the headers with it. */
  #isBegun = false
  #resume: () => void = () => {}

  constructor(options: ResponseSinkOptions) {
    this.#options = options
    this.#mask = new SecretMask(options.upstream.secrets)
    options.response.on('drain', () => this.#resume())
    // Whoever asked has gone; the rest of the answer is let go.
    options.response.on('close', () => this.#resume())
  }

  start(status: number, headers: IncomingHttpHeaders, resume: () => void): Refusal | undefined {
    const { response, upstream, tap, isMessage = false } = this.#options
    this.#resume = resume
    if (isMessage && status === 200 && !isMessageType(headers['content-type'])) return rubbish
    tap.start(status, headers)
    if (response.destroyed) return undefined
    response.writeHead(status, answeredHeaders(headers, upstream))
    // What comes with the headers goes with them; a stream's headers do not wait for more.
    process.nextTick(() => {
      if (!this.#isBegun) response.flushHeaders()
    })
    return undefined
  }

  data(chunk: Buffer): boolean {
    const { response, tap } = this.#options
    const masked = this.#mask.next(chunk)
    const isRead = response.destroyed || masked.length === 0 || this.#write(masked)
    tap.data(masked)
    return isRead
  }

  end(): void {
    const { response, tap } = this.#options
    const rest = this.#mask.rest()
    this.#isBegun = true
    if (!response.destroyed) response.end(rest.length === 0 ? undefined : rest)
    tap.data(rest)
    tap.end()
  }

  fail(refusal: Refusal): void {
    const { response, ids, isBatch, tap } = this.#options
    tap.fail(refusal)
    refuse(response, refusal, ids, isBatch)
  }

  #write(chunk: Buffer): boolean {
    this.#isBegun = true
    return this.#options.response.write(chunk)
  }
}

function isMessageType(contentType = ''): boolean {
  return /^(?:application\/json|text\/event-stream)\b/i.test(contentType)
}

const rubbish: Refusal = {
  reason: 'rubbish',
  message:
    "The sandbox's server answered with neither JSON nor events, so that is no answer of MCP.",
}
