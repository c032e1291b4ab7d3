import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Fate, InFlight } from './in-flight.ts'
import type { Refusal } from '../wire/refusal.ts'
import { follow, type Upstream } from '../wire/upstream.ts'

/** Takes an answer as it comes. */
export interface Sink {
  /** Says so when it does not want the answer. */
  start(status: number, headers: IncomingHttpHeaders, resume: () => void): Refusal | undefined
  /** False when it wants no more until it calls `resume`. */
  data(chunk: Buffer): boolean
  end(): void
  /** There is no answer, or no more of it. */
  fail(refusal: Refusal): void
}

export interface FlowOptions {
  readonly dispatcher: Dispatcher
  readonly upstream: Upstream
  readonly method: string
  readonly headers: Record<string, string | string[]>
  readonly body: Buffer | IncomingMessage | null
  readonly mayChange: boolean
  /** Whether the end of its lease waits for it. */
  readonly isAwaited: boolean
  /** Whether all that was asked is answered, though the answer may stay open; default: it is not. */
  readonly isAnswered?: () => boolean
  /** Hears that the server has moved for good. */
  readonly onMoved?: (upstream: Upstream) => void
  /** How long a server may take to begin its answer. */
  readonly answersWithinMs: number
  /** How long to keep the answer back once it has begun. */
  readonly holdMs?: number
  readonly sink: Sink
}

/** As browsers have it, with less patience. */
const mostRedirects = 5

/** One request on its way to a sandbox's server, and its answer on the way back. */
export class Flow implements InFlight, Dispatcher.DispatchHandler {
  readonly done: Promise<Fate>
  readonly #options: FlowOptions
  readonly #settle: (fate: Fate) => void
  #upstream: Upstream
  #controller: Dispatcher.DispatchController | undefined
  #redirect: { readonly status: number; readonly to: Upstream } | undefined
  #redirects = 0
  #isCut = false
  #isSent = false
  #isOver = false
  /** Nobody waits for the answer. */
  #isLeft = false

  constructor(options: FlowOptions) {
    this.#options = options
    this.#upstream = options.upstream
    const { promise, resolve } = Promise.withResolvers<Fate>()
    this.done = promise
    this.#settle = resolve
  }

  get isAwaited(): boolean {
    return this.#options.isAwaited && !this.#isAnswered
  }

  send(): this {
    const { dispatcher, method, headers, body, answersWithinMs } = this.#options
    const { origin, path } = this.#upstream
    dispatcher.dispatch(
      { origin, path, method, headers, body, headersTimeout: answersWithinMs, bodyTimeout: 0 },
      this,
    )
    return this
  }

  leave(): void {
    if (!this.#options.mayChange) return this.cut()
    if (this.#isOver || this.#isLeft) return
    this.#isLeft = true
    this.#options.sink.fail(leaseOver)
    this.#controller?.resume()
  }

  cut(): void {
    this.#isCut = true
    this.#fail(leaseOver)
    this.#controller?.abort(new Error('cut'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // It was cut while it waited for a connection, and has not been sent.
    if (this.#isCut) controller.abort(new Error('cut'))
    else this.#isSent = true
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (this.#isOver || status < 200) return
    if (headers.location !== undefined && status >= 300 && status < 400) {
      return this.#redirectTo(controller, status, headers.location)
    }
    if (this.#isLeft) return
    const { holdMs } = this.#options
    if (holdMs === undefined) return this.#start(controller, status, headers)
    controller.pause()
    const start = (): void => {
      if (this.#isOver) return
      if (!this.#isLeft) this.#start(controller, status, headers)
      controller.resume()
    }
    setTimeout(start, holdMs).unref()
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver || this.#isLeft || this.#redirect !== undefined) return
    if (!this.#options.sink.data(chunk)) controller.pause()
  }

  onResponseEnd(): void {
    if (this.#isOver) return
    const redirect = this.#redirect
    if (redirect !== undefined) return this.#go(redirect)
    this.#isOver = true
    if (!this.#isLeft) this.#options.sink.end()
    this.#settle('known')
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(explain(error))
  }

  get #isAnswered(): boolean {
    return this.#options.isAnswered?.() ?? false
  }

  #start(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    const refusal = this.#options.sink.start(status, headers, () => controller.resume())
    if (refusal === undefined) return
    this.#fail(refusal)
    controller.abort(new Error('cut'))
  }

  /** A redirect is followed in here: nobody learns where the sandbox's server is. */
  #redirectTo(controller: Dispatcher.DispatchController, status: number, location: string): void {
    const { method, body } = this.#options
    const to = follow(this.#upstream, location)
    const keepsMethod = status === 307 || status === 308 || method === 'GET'
    const isBuffered = body === null || Buffer.isBuffer(body)
    if (to === undefined || !keepsMethod || !isBuffered || ++this.#redirects > mostRedirects) {
      this.#fail({ reason: 'elsewhere', message: elsewhere(status) })
      return controller.abort(new Error('cut'))
    }
    this.#redirect = { status, to }
  }

  #go({ status, to }: { readonly status: number; readonly to: Upstream }): void {
    this.#redirect = undefined
    this.#upstream = to
    this.#isSent = false
    // 307 and 308 are what frameworks answer to an address without its slash.
    if (status === 307 || status === 308) this.#options.onMoved?.(to)
    if (!this.#isCut) this.send()
  }

  #fail(refusal: Refusal): void {
    if (this.#isOver) return
    this.#isOver = true
    const isLost = this.#options.mayChange && this.#isSent && !this.#isAnswered
    if (!this.#isLeft) this.#options.sink.fail(refusal)
    this.#settle(isLost ? 'unknown' : 'known')
  }
}

const leaseOver: Refusal = {
  reason: 'lease_over',
  message:
    'The test that had this sandbox is over, and the call was cut off. Await everything that the test starts.',
}

function elsewhere(status: number): string {
  return `The sandbox's server answered with a redirect (${status}) that cannot be followed: to another system, too often, or without the request's body.`
}

/** Undici's messages may have the address in them, so only its names are used. */
function explain(error: Error): Refusal {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  if (code === 'UND_ERR_HEADERS_TIMEOUT') {
    return { reason: 'late', message: "The sandbox's server did not answer in time." }
  }
  if (rubbish.some((each) => code.includes(each))) {
    const message = `The sandbox's server answered with something that is not HTTP (${code}).`
    return { reason: 'rubbish', message }
  }
  return {
    reason: 'unreachable',
    message: `The sandbox's server cannot be reached, or the connection broke (${code}).`,
  }
}

/** What undici calls an answer that it cannot read. */
const rubbish = ['HTTPParserError', 'HPE_', 'HEADERS_OVERFLOW', 'CONTENT_LENGTH_MISMATCH']
