import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'
import { type Clock, systemClock } from './clock.ts'

/** What a caller may say of the time that its call takes. */
export interface DeadlineOptions {
  /** The caller's own signal. */
  readonly signal?: AbortSignal | undefined
  /** By how many milliseconds it may grow in all. Default 0. */
  readonly mostMoreMs?: number
  /** Default: this machine's. */
  readonly clock?: Clock
}

/**
 * The time one call may take, together with its caller's own signal: whichever fires first
 * ends the call. Dispose it when the call is over, so that no timer or listener stays behind.
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController()
  readonly #caller: AbortSignal | undefined
  readonly #clock: Clock
  readonly #startedAt: number
  #timeoutMs: number
  #moreMs: number
  #callOff: () => void

  constructor(timeoutMs: number, options: DeadlineOptions = {}) {
    if (!(timeoutMs > 0)) throw notATimeout(timeoutMs)
    const { signal, mostMoreMs = 0, clock = systemClock } = options
    this.#timeoutMs = timeoutMs
    this.#moreMs = mostMoreMs
    this.#clock = clock
    this.#startedAt = clock.now()
    this.#caller = signal
    this.#callOff = clock.after(timeoutMs, this.#abort)
    if (signal?.aborted === true) this.#abort()
    signal?.addEventListener('abort', this.#abort, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get remainingMs(): number {
    return Math.max(0, this.#startedAt + this.#timeoutMs - this.#clock.now())
  }

  /** Puts the end off, as far as it may be. */
  grow(ms: number): void {
    const moreMs = Math.min(ms, this.#moreMs)
    if (moreMs <= 0 || this.signal.aborted) return
    this.#moreMs -= moreMs
    this.#timeoutMs += moreMs
    this.#callOff()
    this.#callOff = this.#clock.after(this.remainingMs, this.#abort)
  }

  /** What to throw once the signal has fired. */
  error(call: string, address: string, facts: SandpitErrorFacts): SandpitError {
    if (this.#caller?.aborted === true) {
      const cause: unknown = this.#caller.reason
      return new SandpitError('aborted', `${call} was given up by its caller.`, { ...facts, cause })
    }
    return new SandpitError(
      'timeout',
      `${call} got no answer from ${address} within ${Math.ceil(this.#timeoutMs)} ms. ` +
        'Raise timeoutMs if the service is merely slow; otherwise check its status.',
      facts,
    )
  }

  [Symbol.dispose](): void {
    this.#callOff()
    this.#caller?.removeEventListener('abort', this.#abort)
  }

  readonly #abort = (): void => this.#controller.abort()
}

function notATimeout(timeoutMs: number): SandpitError {
  return new SandpitError(
    'configuration',
    `timeoutMs is ${timeoutMs}; expected milliseconds, more than 0. Infinity stands for no deadline.`,
  )
}
