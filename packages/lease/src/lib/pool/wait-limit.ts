/** How long a run puts up with a pool that gives it nothing: endlessly as long as it has something. */
export class WaitLimit {
  readonly #began = performance.now()
  readonly #waitMs: number
  #noneSince: number | undefined

  /** @param waitMs how long it waits while it has none, in milliseconds */
  constructor(waitMs: number) {
    this.#waitMs = waitMs
  }

  get waitedMs(): number {
    return performance.now() - this.#began
  }

  /** What is left of it for a run that has so many. */
  leftMs(others: number): number {
    const now = performance.now()
    if (others === 0) this.#noneSince ??= now
    else this.#noneSince = undefined
    return this.#noneSince === undefined
      ? Number.POSITIVE_INFINITY
      : this.#noneSince + this.#waitMs - now
  }
}
