import type { Clock } from '../world/clock.ts'

/** How many calls may come in how long. */
export interface RateLimit {
  readonly calls: number
  readonly windowMs: number
}

/** What is left of a limit after a call was counted. */
export interface Allowance {
  readonly limit: number
  /** Below zero for a call that is one too many. */
  readonly remaining: number
  readonly resetSeconds: number
}

/** Counts calls in fixed windows of the emulator's clock. */
export class RateLimiter {
  readonly limit: RateLimit
  readonly #clock: Clock
  #windowEndsAt = 0
  #calls = 0

  constructor(limit: RateLimit, clock: Clock) {
    this.limit = limit
    this.#clock = clock
  }

  take(): Allowance {
    const now = this.#clock.now().getTime()
    if (now >= this.#windowEndsAt) {
      this.#windowEndsAt = now + this.limit.windowMs
      this.#calls = 0
    }
    this.#calls += 1
    const resetSeconds = Math.ceil((this.#windowEndsAt - now) / 1000)
    return { limit: this.limit.calls, remaining: this.limit.calls - this.#calls, resetSeconds }
  }
}

/** The header that Close is recorded to send; the service itself is not recorded to limit. */
export function rateLimitHeaders(allowance: Allowance): Record<string, string> {
  const { limit, resetSeconds } = allowance
  const remaining = Math.max(0, allowance.remaining)
  return {
    ratelimit: `limit=${limit}, remaining=${remaining}, reset=${resetSeconds}`,
    ...(allowance.remaining < 0 && { 'retry-after': String(resetSeconds) }),
  }
}
