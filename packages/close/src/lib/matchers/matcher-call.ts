import type { MatcherResult } from './close-matchers.ts'
import { type PromiseWatch, watchedPromise } from './watched-promise.ts'

/** How the test went in which a matcher was called. */
export type TestOutcome = 'passed' | 'failed' | 'cut off'

/** One matcher that somebody called, and what became of it. */
export class MatcherCall implements PromiseWatch {
  isStarting = true
  readonly #title: string
  readonly #isNot: boolean
  readonly #frames: readonly string[]
  readonly #result: Promise<MatcherResult>
  readonly #onDone: () => void
  #isAwaited = false
  #isAbandoned = false
  /** How it ended: what it found, or what went wrong. */
  #ended: MatcherResult | Error | undefined

  constructor(
    { title, isNot, frames }: { title: string; isNot: boolean; frames: readonly string[] },
    look: () => Promise<MatcherResult>,
    onDone: () => void,
  ) {
    this.#title = title
    this.#isNot = isNot
    this.#frames = frames
    this.#onDone = onDone
    this.#result = look()
    queueMicrotask(() => (this.isStarting = false))
  }

  /** What the runner gets. It never settles once the test is over: nobody is there to be told. */
  promise(): Promise<MatcherResult> {
    return watchedPromise(this.#untilAbandoned(), this)
  }

  awaited(): void {
    this.#isAwaited = true
    if (this.#ended !== undefined) this.#onDone()
  }

  locate(error: unknown): unknown {
    const [place] = this.#frames
    if (!(error instanceof Error) || place === undefined || error.stack?.includes(place))
      return error
    error.stack = [`${error.name}: ${error.message}`, ...this.#frames].join('\n')
    return error
  }

  /** What the test has to be told when it is over. */
  async end(outcome: TestOutcome): Promise<Error | undefined> {
    this.#isAbandoned = true
    const wasLooking = this.#ended === undefined
    const isForgotten = !this.#isAwaited || (wasLooking && outcome === 'passed')
    if (!isForgotten && !(wasLooking && outcome === 'cut off')) return undefined
    const ended = await this.#result.catch((error: unknown) => error as Error)
    const failure = this.#failureOf(ended)
    if (!isForgotten) return failure === undefined ? undefined : this.#error(failure)
    const found = failure === undefined ? '' : `\n\nWhat it found: ${failure}`
    return this.#error(
      `${this.#title} is not awaited, so the test ended without it. Write \`await ${this.#title}\`.${found}`,
    )
  }

  async #untilAbandoned(): Promise<MatcherResult> {
    const settled = Promise.withResolvers<MatcherResult>()
    this.#result.then(
      (result) => this.#settle(result, () => settled.resolve(result)),
      (error: Error) => this.#settle(error, () => settled.reject(error)),
    )
    return settled.promise
  }

  #settle(ended: MatcherResult | Error, tell: () => void): void {
    if (this.#isAbandoned) return
    this.#ended = ended
    if (this.#isAwaited) this.#onDone()
    tell()
  }

  #failureOf(ended: MatcherResult | Error): string | undefined {
    if (ended instanceof Error) return ended.message
    return ended.pass === this.#isNot ? ended.message() : undefined
  }

  #error(message: string): Error {
    const error = new Error(message)
    error.stack = [`Error: ${message}`, ...this.#frames].join('\n')
    return error
  }
}
