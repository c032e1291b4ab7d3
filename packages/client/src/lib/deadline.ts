import { SandpitError, type SandpitErrorFacts } from './sandpit-error.ts'

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
    this.timeoutMs = timeoutMs
    this.#endsAt = performance.now() + timeoutMs
    this.#caller = caller
    this.#timer = setTimeout(this.#abort, timeoutMs)
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
      `${call} got no answer from ${address} within ${this.timeoutMs} ms. ` +
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
