/** How often a run gives one of its sandboxes to others, as long as they take it. */
const shortestTermMs = 5000
const longestTermMs = 160_000

/**
 * Lets others have their turn with a pool that has had none: now and then a run gives one of its
 * sandboxes back, and asks for another like everybody else. When it gets one at its first try nobody
 * was waiting, and it does so half as often.
 */
export class FairShare {
  #isScarce: boolean
  #termMs = shortestTermMs
  #since = performance.now()
  #isReturning = false

  /** @param isShared whether others are known to take from the pool at the same time */
  constructor(isShared: boolean) {
    this.#isScarce = isShared
  }

  /** Whether the pool ever had none, or is shared with others that are known. */
  get isScarce(): boolean {
    return this.#isScarce
  }

  /** Whether one was given up and the next is not asked for yet. */
  get isReturning(): boolean {
    return this.#isReturning
  }

  refused(): void {
    if (!this.#isScarce) this.#since = performance.now()
    this.#isScarce = true
    if (this.#isReturning) this.#termMs = shortestTermMs
    this.#isReturning = false
  }

  granted(): void {
    if (this.#isReturning) this.#termMs = Math.min(longestTermMs, this.#termMs * 2)
    this.#isReturning = false
  }

  /**
   * Whether it is time to give one up; then that is what has to be done. It is the later, the less a
   * run has.
   *
   * @param share how much it has of what it wants, from 0 to 1
   */
  takesOne(share: number): boolean {
    const now = performance.now()
    if (!this.#isScarce || (now - this.#since) * share < this.#termMs) return false
    this.#since = now
    this.#isReturning = true
    return true
  }
}
