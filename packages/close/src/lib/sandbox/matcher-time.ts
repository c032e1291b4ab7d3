/** What limits how long matchers look at a sandbox, as whoever runs the test knows it. */
export interface MatcherLimits {
  /** How long a matcher looks unless told otherwise, in milliseconds; 2,000 by default. */
  readonly timeoutMs?: number
  /**
   * How many milliseconds are left until the test's own time is over; `undefined` when it has no
   * end. A matcher that is still looking then fails a little earlier, with what it has seen.
   */
  readonly timeLeftMs?: () => number | undefined
  /** Ends the looking: the matcher rejects with its reason. */
  readonly signal?: AbortSignal
}

/** How it went with a matcher. */
export interface Looked {
  readonly isAsWanted: boolean
  readonly lookedMs: number
  /** How long it would have looked if nothing else had limited it. */
  readonly askedMs: number
}

/** Taken before a test can replace them: a matcher looks as long as it says under fake timers too. */
const now = performance.now.bind(performance)
const { setTimeout, clearTimeout } = globalThis

/** Enough for a failure to be told before the test's time is over. */
const RESERVE_MS = 100

/**
 * How long matchers may look at one sandbox. A property gives them less while it shrinks: most of
 * what it tries fails, and a matcher that fails looks for as long as it may.
 *
 * @example
 * ```ts
 * import { MatcherTime } from '@sandpit/close/sandbox'
 *
 * const time = new MatcherTime({ timeoutMs: 5000 })
 * time.atMost(100) // while a property shrinks
 * time.allowedMs(2000) // 100
 * ```
 */
export class MatcherTime {
  readonly limits: MatcherLimits
  #mostMs = Infinity
  #slowestMs = 0
  #wasCut = false

  constructor(limits: MatcherLimits = {}) {
    this.limits = limits
  }

  /** The time, in milliseconds, by a clock that no test sets. */
  now(): number {
    return now()
  }

  /** Calls back so many milliseconds later, unless what it answers is called first. */
  after(ms: number, callBack: () => void): () => void {
    const timer = setTimeout(callBack, ms)
    return () => clearTimeout(timer)
  }

  /** How long a matcher looks that asks for so much. */
  allowedMs(askedMs: number): number {
    return Math.min(askedMs, this.#mostMs)
  }

  /** How long looking can go on until the test has to fail; `undefined` when it has no end. */
  leftMs(): number | undefined {
    const left = this.limits.timeLeftMs?.()
    return left === undefined ? undefined : Math.max(0, left - RESERVE_MS)
  }

  /** Learns from a matcher how long what is as wanted takes to arrive. */
  note({ isAsWanted, lookedMs, askedMs }: Looked): void {
    if (isAsWanted) this.#slowestMs = Math.max(this.#slowestMs, lookedMs)
    else this.#wasCut ||= askedMs > this.#mostMs
  }

  /** The longest that anything took that arrived. */
  get slowestMs(): number {
    return this.#slowestMs
  }

  /** Whether a matcher failed that would have looked longer, but for what `atMost` set last. */
  get wasCut(): boolean {
    return this.#wasCut
  }

  /** Nobody looks longer, from now on. */
  atMost(mostMs: number): void {
    this.#mostMs = mostMs
    this.#wasCut = false
  }
}
