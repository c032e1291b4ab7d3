import { isMatchable } from '../sandbox/matchable.ts'
import type { MatcherResult } from './close-matchers.ts'
import { closeMatchers } from './matcher-set.ts'
import type { MatcherState } from './matcher-types.ts'
import { MatcherCall, type TestOutcome } from './matcher-call.ts'

/** How long a matcher looks by default, in milliseconds. */
const defaultTimeoutMs = 2000

/**
 * Sees what becomes of the matchers that look into one sandbox: whether the test waits for each, and
 * what each has seen when the test's time is over.
 */
export class MatcherWatch {
  readonly #timeoutMs: number
  readonly #calls = new Set<MatcherCall>()
  #isOver = false
  #softFailures = 0

  constructor({ timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number | undefined } = {}) {
    this.#timeoutMs = timeoutMs
  }

  /** What limits the matchers of the watched sandbox: none looks on when the test is over. */
  get limits(): { readonly timeoutMs: number; readonly timeLeftMs: () => number | undefined } {
    return {
      timeoutMs: this.#timeoutMs,
      timeLeftMs: () => (this.#isOver ? 0 : undefined),
    }
  }

  /** Watches every matcher that looks into the sandbox from now on. */
  follow<Sandbox extends object>(sandbox: Sandbox): Sandbox {
    watches.set(sandbox, this)
    return sandbox
  }

  /**
   * Ends the matchers that are still looking. Answers what the test has to be told: of one that it
   * did not await, and of one that was still looking when its time was over, with the line in which
   * it was called.
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
    { name, of }: WatchedCall,
    state: WatchedState,
    look: (state: MatcherState) => Promise<MatcherResult>,
  ): Promise<MatcherResult> {
    const { isNot = false } = state
    const title = `expect(${of})${isNot ? '.not' : ''}.${name}(…)`
    const frames = framesOfCaller()
    const call: MatcherCall = new MatcherCall(
      { title, isNot, frames },
      () =>
        look({ isNot, timeout: this.#patience(state) }).then((result) => this.#note(state, result)),
      () => this.#calls.delete(call),
    )
    this.#calls.add(call)
    return call.promise()
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
interface WatchedCall {
  readonly name: string
  readonly of: 'close' | 'sandbox'
}

/** What a runner tells a matcher; whether it is soft, only Vitest does. */
export interface WatchedState extends MatcherState {
  readonly soft?: boolean
}

const watches = new WeakMap<object, MatcherWatch>()

/** The matchers for `expect.extend`, watched on each sandbox that somebody watches. */
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
    const watch = isObject(received) ? watches.get(received) : undefined
    if (watch === undefined) return matcher.call(this, received, ...args)
    const of = isMatchable(received) ? 'sandbox' : 'close'
    return watch.call({ name, of }, this, (state) => matcher.call(state, received, ...args))
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** More than what runners put between a test and a matcher. */
const deepestCall = 50

/** Where a matcher was called, without what is not the user's, unless nothing else is left. */
function framesOfCaller(): readonly string[] {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = deepestCall
  const { stack = '' } = new Error('called here')
  Error.stackTraceLimit = limit
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line))
  const own = frames.filter((line) => !/node_modules|\bnode:/.test(line))
  return own.length > 0 ? own : frames
}

function oneOf(errors: readonly Error[]): Error | undefined {
  const [first] = errors
  if (first === undefined || errors.length === 1) return first
  const message = errors.map((error) => error.message).join('\n\n')
  const all = new AggregateError(errors, message)
  all.stack = first.stack?.replace(first.message, message) ?? message
  return all
}
