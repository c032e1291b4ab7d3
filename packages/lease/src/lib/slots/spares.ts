import type { RunSize } from './run-size.ts'

/** A sandbox is never thought cheaper than this, in milliseconds. */
const leastPriceMs = 100

/** A spare that so many leases in a row did without, times the number of sandboxes, is one too many. */
const mostPassedOver = 4

/**
 * How many spares a run keeps of one server.
 *
 * `'auto'` starts with none. Whenever tests have waited for resets as long as it takes to acquire a
 * sandbox, it is worth one more; so it never costs much more than it can save, however short the run.
 */
export class Spares {
  readonly isAuto: boolean
  readonly #most: number
  #count: number
  #waitedMs = 0
  #acquireMs = Number.POSITIVE_INFINITY
  /** Goes up with every refusal, so that a pool that has none to spare is left alone. */
  #reluctance = 1

  constructor({ workers, spares, ceiling }: Required<RunSize>) {
    this.isAuto = spares === 'auto'
    this.#most = ceiling - workers
    this.#count = spares === 'auto' ? 0 : Math.min(spares, this.#most)
  }

  /** How many there should be now. */
  get count(): number {
    return this.#count
  }

  /** An acquire took this long. */
  acquired(ms: number): void {
    this.#acquireMs = Math.max(leastPriceMs, ms)
  }

  /** A test waited this long for a reset that a spare would have had behind it. */
  waited(ms: number): void {
    if (!this.isAuto || this.#count >= this.#most) return
    this.#waitedMs += ms
    if (this.#waitedMs < this.#acquireMs * this.#reluctance) return
    this.#waitedMs = 0
    this.#count++
  }

  /** The service has none to spare. */
  refused(): void {
    this.#count = Math.max(0, this.#count - 1)
    this.#reluctance *= 2
  }

  /** Whether a sandbox that this many leases in a row did without is one too many of so many. */
  isIdle(passedOver: number, sandboxes: number): boolean {
    return this.isAuto && this.#count > 0 && passedOver >= mostPassedOver * sandboxes
  }

  givenUp(): void {
    this.#count--
  }
}
