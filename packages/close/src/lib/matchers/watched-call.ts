import { isStillIn } from './caller-frames.ts'
import { type PromiseWatch, watchedPromise } from './watched-promise.ts'

/** How the test went in which something was called. */
export type TestOutcome = 'passed' | 'failed' | 'cut off'

/** What a test called, and what there is to say of it. */
export interface CalledByTest<Result> {
  /** As it is written in a test. */
  readonly title: string
  /** Where it was called. */
  readonly frames: readonly string[]
  /** Whether the runner makes a promise of its own of what it is given, in the very call. */
  readonly isChained: boolean
  /** How long its end is waited for when its test is over; by default, until it comes. */
  readonly lastMs?: number
  /** What is wrong with how it ended; nothing where all is well, or it has not ended. */
  failureOf(ended: Result | Error | undefined): string | undefined
  /** What a test is told whose time was over before this ended; nothing where there is nothing to tell. */
  cutOff(failure: string | undefined): string | undefined
}

/** One matcher, or one call to a sandbox, that somebody has to await, and what became of it. */
export class WatchedCall<Result> implements PromiseWatch {
  readonly #called: CalledByTest<Result>
  readonly #result: Promise<Result>
  readonly #onDone: () => void
  #isStarting: boolean
  #isAwaited = false
  #isAbandoned = false
  #isOver = false

  constructor(called: CalledByTest<Result>, start: () => Promise<Result>, onDone: () => void) {
    this.#called = called
    this.#onDone = onDone
    this.#isStarting = called.isChained
    this.#result = start()
    // By no function that a test's fake timers may stand for.
    void Promise.resolve().then(() => (this.#isStarting = false))
  }

  /** What the test gets. It never settles once the test is over: nobody is there to be told. */
  promise(): Promise<Result> {
    return watchedPromise(this.#untilAbandoned(), this)
  }

  /**
   * A runner makes its promise in the very call, below the line that calls the matcher; whoever goes
   * on with it above that line, even at once, is the test.
   */
  get isOfRunner(): boolean {
    return this.#isStarting && isStillIn(this.#called.frames)
  }

  awaited(): void {
    this.#isAwaited = true
    if (this.#isOver) this.#onDone()
  }

  locate(error: unknown): unknown {
    const { frames } = this.#called
    const [place] = frames
    if (!(error instanceof Error) || place === undefined || error.stack?.includes(place))
      return error
    error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n')
    return error
  }

  /** What the test has to be told when it is over. */
  async end(outcome: TestOutcome): Promise<Error | undefined> {
    this.#isAbandoned = true
    const wasRunning = !this.#isOver
    const isForgotten = !this.#isAwaited || (wasRunning && outcome === 'passed')
    if (!isForgotten && !(wasRunning && outcome === 'cut off')) return undefined
    const { title } = this.#called
    const failure = this.#called.failureOf(await this.#lastWord())
    if (!isForgotten) return this.#error(this.#called.cutOff(failure))
    const found = failure === undefined ? '' : `\n\nWhat it found: ${failure}`
    return this.#error(
      `${title} is not awaited, so the test ended without it. Write \`await ${title}\`.${found}`,
    )
  }

  /** How it ended, unless it takes too long. */
  #lastWord(): Promise<Result | Error | undefined> {
    const ended = this.#result.catch((error: unknown) => error as Error)
    const { lastMs } = this.#called
    if (lastMs === undefined) return ended
    const late = Promise.withResolvers<undefined>()
    const timer = setTimeout(late.resolve, lastMs, undefined)
    return Promise.race([ended, late.promise]).finally(() => clearTimeout(timer))
  }

  async #untilAbandoned(): Promise<Result> {
    const settled = Promise.withResolvers<Result>()
    this.#result.then(
      (result) => this.#settle(() => settled.resolve(result)),
      (error: Error) => this.#settle(() => settled.reject(error)),
    )
    return settled.promise
  }

  #settle(tell: () => void): void {
    if (this.#isAbandoned) return
    this.#isOver = true
    if (this.#isAwaited) this.#onDone()
    tell()
  }

  #error(message: string | undefined): Error | undefined {
    if (message === undefined) return undefined
    const error = new Error(message)
    error.stack = [`Error: ${message}`, ...this.#called.frames].join('\n')
    return error
  }
}

/** Taken before a test can replace them. */
const { setTimeout, clearTimeout } = globalThis
