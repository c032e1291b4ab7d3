import type { MatcherTime } from '../sandbox/matcher-time.ts'

/** What a run of a property is for: to find a failure, a smaller one, or to make sure of that. */
export type Purpose = 'search' | 'shrink' | 'confirm'

/** So long matchers look while a property shrinks when nothing is known of what arrives late. */
const LEAST_MS = 100

/** Shares the time that a property has between the runs that search, that shrink and that confirm. */
export class ShrinkTime {
  readonly #matchers: MatcherTime
  readonly #end: number
  #shrinkUntil = Infinity
  #begun = 0

  constructor(matchers: MatcherTime, limitMs: number = Infinity) {
    this.#matchers = matchers
    this.#end = this.#matchers.now() + limitMs
  }

  /** Before a run: how long matchers look in it. */
  begin(purpose: Purpose): void {
    this.#begun = this.#matchers.now()
    this.#matchers.atMost(this.#mostMs(purpose))
  }

  /** After a run that failed first: so long it is shrunk that there is time to make sure. */
  shrink(): void {
    const now = this.#matchers.now()
    const leftMs = this.#end - now
    this.#shrinkUntil = now + leftMs - Math.min(now - this.#begun, leftMs / 3)
  }

  /** Whether there is no time left to shrink. */
  isOver(): boolean {
    return this.#matchers.now() >= this.#shrinkUntil
  }

  #mostMs(purpose: Purpose): number {
    if (purpose === 'shrink') return Math.max(LEAST_MS, 2 * this.#matchers.slowestMs)
    const leftMs = Math.max(0, this.#end - this.#matchers.now())
    return purpose === 'search' ? leftMs / 2 : leftMs
  }
}
