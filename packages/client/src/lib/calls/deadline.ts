import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'

/** What a timer can hold, 24.8 days; anything longer would fire at once. */
const longestTimerMs = 2 ** 31 - 1

/**
 * The time one call may take, together with its caller's own signal: whichever fires first
 * ends the call. Dispose it when the call is over, so that no timer or listener stays behind.
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController()
  readonly #caller: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #endsAt: number
  readonly timeoutMs: number

  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    if (!(timeoutMs > 0)) throw notATimeout(timeoutMs)
    this.timeoutMs = timeoutMs
    this.#endsAt = performance.now() + timeoutMs
    this.#caller = caller
    this.#timer = setTimeout(this.#abort, Math.min(timeoutMs, longestTimerMs))
    if (caller?.aborted === true) this.#abort()
    caller?.addEventListener('abort', this.#abort, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now())
  }

  /** What to throw once the signal has fired. */
  error(call: string, address: string, facts: SandpitErrorFacts): SandpitError {
    if (this.#caller?.aborted === true) {
      const cause: unknown = this.#caller.reason
      return new SandpitError('aborted', `${call} was given up by its caller.`, { ...facts, cause })
    }
    return new SandpitError(
      'timeout',
      `${call} got no answer from ${address} within ${Math.ceil(this.timeoutMs)} ms. ` +
        'Raise timeoutMs if the service is merely slow; otherwise check its status.',
      facts,
    )
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
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
