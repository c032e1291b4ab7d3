import { SandpitError } from '@sandpit/client/errors'
import { isMatchable } from '../sandbox/matchable.ts'
import { framesOfCaller } from './caller-frames.ts'
import type { MatcherResult } from './close-matchers.ts'
import { heldByTest } from './held-by-test.ts'
import { closeMatchers, refuseMore } from './matcher-set.ts'
import type { MatcherState } from './matcher-types.ts'
import { oneOf } from './told-errors.ts'
import { type CalledByTest, type TestOutcome, WatchedCall } from './watched-call.ts'

/** How long a matcher looks by default, in milliseconds. */
const defaultTimeoutMs = 2000

/** How long a call that nobody awaited has for its answer when its test is over, in milliseconds. */
const lastAnswerMs = 1000

/** What a watch may know of the test that it is for. */
export interface WatchOptions {
  /** How long the test's matchers look; 2,000 by default. */
  readonly timeoutMs?: number | undefined
  /** What the test is called, for whoever uses its sandbox when it is over. */
  readonly test?: string | undefined
  /** Makes each call that the test asks for; the frames say where it did, the innermost first. */
  readonly around?: AroundAsked
}

/** Makes a call at once, and answers what it answers. */
export type AroundAsked = <Answer>(call: () => Answer, frames: readonly string[]) => Answer

const plainly: AroundAsked = (call) => call()

/**
 * Sees what becomes of the matchers that look into a test's sandbox, and of the calls that the test
 * makes to it: whether the test waits for each, and how far each has come when the test's time is over.
 *
 * @example
 * ```ts
 * import { MatcherWatch } from '@sandpit/close/matchers'
 *
 * const watch = new MatcherWatch({ timeoutMs: 5000, test: 'books a call' })
 * const watched = watch.follow(close)
 * // The test runs here, with `watched` as its fixture.
 * const failure = await watch.end('passed')
 * if (failure) throw failure
 * console.log(watched.sandboxId)
 * ```
 */
export class MatcherWatch {
  readonly #timeoutMs: number
  readonly #test: string | undefined
  readonly #around: AroundAsked
  readonly #calls = new Set<Pick<WatchedCall<never>, 'end'>>()
  #isOver = false
  #softFailures = 0

  constructor({ timeoutMs = defaultTimeoutMs, test, around = plainly }: WatchOptions = {}) {
    this.#timeoutMs = timeoutMs
    this.#test = test
    this.#around = around
  }

  /** What limits the matchers of the watched sandbox: none looks on when the test is over. */
  get limits(): { readonly timeoutMs: number; readonly timeLeftMs: () => number | undefined } {
    return {
      timeoutMs: this.#timeoutMs,
      timeLeftMs: () => (this.#isOver ? 0 : undefined),
    }
  }

  /**
   * What the test is to have instead of the sandbox: the same, but watched from now on. A watch of
   * another test hands on what is watched already.
   *
   * @param name what the test's fixture is called
   */
  follow<Sandbox extends object>(sandbox: Sandbox, name: string = nameOf(sandbox)): Sandbox {
    const held: Sandbox = behind.has(sandbox)
      ? sandbox
      : heldByTest(sandbox, (method, call) => {
          const watch = watches.get(held) ?? this
          return watch.#ask(`${name}.${method}(…)`, call)
        })
    if (held !== sandbox) behind.set(held, sandbox)
    watches.set(held, this)
    return held
  }

  /**
   * Ends the matchers that are still looking. Answers what the test has to be told: of a matcher or a
   * call that it did not await, and of one that had not ended when its time was over, with the line
   * in which it was called.
   */
  async end(outcome: TestOutcome): Promise<Error | undefined> {
    this.#isOver = true
    const told = await Promise.all([...this.#calls].map((call) => call.end(outcome)))
    this.#calls.clear()
    this.#isOver = false
    return oneOf(told.filter((error) => error !== undefined))
  }

  /** Calls a matcher, and gives the runner its promise. */
  call(
    { name, of, frames }: WatchedMatcher,
    state: WatchedState,
    look: (state: MatcherState) => Promise<MatcherResult>,
  ): Promise<MatcherResult> {
    const { isNot = false } = state
    const title = `expect(${of})${isNot ? '.not' : ''}.${name}(…)`
    const called: CalledByTest<MatcherResult> = {
      title,
      frames,
      isChained: true,
      failureOf: (ended) => (ended instanceof Error ? ended.message : failureOf(ended, isNot)),
      cutOff: (failure) => failure,
    }
    return this.#watched(called, async () =>
      this.#note(state, await look({ isNot, timeout: this.#patience(state) })),
    )
  }

  /** Makes a call that a test asked for; what is no promise is the test's at once. */
  #ask<T>(title: string, call: () => Promise<T>): Promise<T> {
    const frames = framesOfCaller()
    const answer = this.#around(call, frames)
    if (!(answer instanceof Promise)) return answer
    const called: CalledByTest<T> = {
      title,
      frames,
      isChained: false,
      lastMs: lastAnswerMs,
      failureOf: (ended) => (ended instanceof Error ? ended.message : undefined),
      cutOff: () => `${title} had not ended when the test's time was over.`,
    }
    return this.#watched(called, () =>
      answer.catch((error: unknown) => Promise.reject(this.#late(error))),
    )
  }

  #watched<T>(called: CalledByTest<T>, start: () => Promise<T>): Promise<T> {
    const call: WatchedCall<T> = new WatchedCall(called, start, () => this.#calls.delete(call))
    this.#calls.add(call)
    return call.promise()
  }

  /** Whoever reads of a call that came too late, reads of it in another test. */
  #late(error: unknown): unknown {
    if (this.#test === undefined) return error
    if (!(error instanceof SandpitError) || error.code !== 'lease_lost') return error
    return new SandpitError(
      'lease_lost',
      `This sandbox belongs to a test that is over: '${this.#test}'. In that test, await everything that it starts, or use the fixture of the test that runs now.`,
      { ...error.facts, cause: error },
    )
  }

  /** Each soft matcher that failed halves the time of the next, so that any number fit into a test. */
  #patience({ soft = false, timeout = this.#timeoutMs }: WatchedState): number {
    return soft ? timeout / 2 ** this.#softFailures : timeout
  }

  #note({ soft = false, isNot = false }: WatchedState, result: MatcherResult): MatcherResult {
    if (soft && result.pass === isNot) this.#softFailures++
    return result
  }
}

/** Which matcher was called, and of what, as it is written in most tests. */
interface WatchedMatcher {
  readonly name: string
  readonly of: 'close' | 'sandbox'
  /** Where it was called. */
  readonly frames: readonly string[]
}

/** What a runner tells a matcher; whether it is soft, only Vitest does. */
export interface WatchedState extends MatcherState {
  readonly soft?: boolean
}

const watches = new WeakMap<object, MatcherWatch>()

/** The sandboxes behind what tests hold. */
const behind = new WeakMap<object, object>()

/**
 * The matchers for `expect.extend`, watched on each sandbox that somebody watches.
 *
 * @example
 * ```ts
 * import { watchedMatchers } from '@sandpit/close/matchers'
 * import { expect } from 'vitest'
 *
 * expect.extend(watchedMatchers)
 * ```
 */
export const watchedMatchers: typeof closeMatchers = Object.fromEntries(
  Object.entries(closeMatchers).map(([name, matcher]) => [
    name,
    watched(name, matcher as AnyMatcher),
  ]),
) as unknown as typeof closeMatchers

type AnyMatcher = (
  this: MatcherState,
  received: unknown,
  ...args: readonly unknown[]
) => Promise<MatcherResult>

function watched(name: string, matcher: AnyMatcher): AnyMatcher {
  return function watchedMatcher(received, ...args) {
    refuseMore(name as keyof typeof closeMatchers, args)
    const watch = isObject(received) ? watches.get(received) : undefined
    if (watch === undefined || !isObject(received)) return matcher.call(this, received, ...args)
    const sandbox = behind.get(received) ?? received
    const of = nameOf(sandbox)
    const frames = framesOfCaller(watchedMatcher)
    return watch.call({ name, of, frames }, this, (state) => matcher.call(state, sandbox, ...args))
  }
}

/** What the fixture is called in most tests. */
function nameOf(sandbox: object): 'close' | 'sandbox' {
  return isMatchable(sandbox) ? 'sandbox' : 'close'
}

function failureOf(ended: MatcherResult | undefined, isNot: boolean): string | undefined {
  return ended?.pass === isNot ? ended.message() : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
