import type { RunSize } from './run-size.ts'

/** A sandbox is never thought cheaper than this, in milliseconds: nobody notices less in a run. */
export const leastPriceMs = 500

/** A test that waits for less, in milliseconds, does not want a spare. */
export const leastWaitMs = 20

/** A spare that so many leases in a row did without, times the number of sandboxes, is one too many. */
const mostPassedOver = 4

/**
 * How many spares a run keeps of one server.
 *
 * `'auto'` starts with none. When tests have waited for resets as long as it takes to acquire a
 * sandbox, the run takes as many as hide those waits: side by side, they take no longer than one. So
 * a run never spends much more time on them than it has lost already, however short it is.
 */
export class Spares {
  readonly isAuto: boolean
  readonly #most: number
  #count: number
  #waitedMs = 0
  #acquireMs = Number.POSITIVE_INFINITY
  #wasRefused = false

  /** @param expected how many are worth it from the start, where that is known */
  constructor({ workers, spares, ceiling }: Required<RunSize>, expected: number) {
    this.isAuto = spares === 'auto'
    this.#most = ceiling - workers
    this.#count = Math.min(spares === 'auto' ? expected : spares, this.#most)
  }

  /** How many there should be now. */
  get count(): number {
    return this.#count
  }

  /** Whether the pool had none to spare; the run asks for no more then. */
  get wasRefused(): boolean {
    return this.#wasRefused
  }

  /** An acquire took this long. */
  acquired(ms: number): void {
    this.#acquireMs = Math.max(leastPriceMs, ms)
  }

  /**
   * A test waited this long for what a spare would have had behind it.
   *
   * @param enough how many would hide all such waits, by what is measured so far
   */
  waited(ms: number, enough: number): void {
    if (!this.isAuto || this.#wasRefused || this.#count >= this.#most || ms < leastWaitMs) return
    this.#waitedMs += ms
    if (this.#waitedMs < this.#acquireMs) return
    this.#waitedMs = 0
    this.#count = Math.min(Math.max(enough, this.#count + 1), this.#most)
  }

  /** The pool has none to spare, or others want what it has. */
  refused(): void {
    this.#wasRefused = true
  }

  /** There are to be so many at the most. */
  limit(count: number): void {
    this.#count = Math.min(this.#count, Math.max(0, count))
  }

  /** Whether a sandbox that this many leases in a row did without is one too many of so many. */
  isIdle(passedOver: number, sandboxes: number): boolean {
    return this.isAuto && this.#count > 0 && passedOver >= mostPassedOver * sandboxes
  }

  givenUp(): void {
    this.limit(this.#count - 1)
  }
}
