/** Which seed, by its digest, the tests of one file or worker want, one after the other. */
export type Strand = readonly string[]

/** The most tests of a run whose order is kept. */
export const mostTests = 2000

/** How many tests it takes at the most to change one's mind about the plan. */
const lookback = 4

/**
 * Which seeds the next tests want, if this run goes as the last one did: in each file one test after
 * the other, and the files in their order, in whichever worker.
 */
export class SeedPlan {
  /** What has not begun. */
  readonly #waiting: Strand[]
  /** What is left of those that have. */
  readonly #begun = new Map<object, Strand>()
  /** Goes up with a test that wants what was planned, and down with one that does not. */
  #trust = 0

  constructor(strands: readonly Strand[]) {
    this.#waiting = strands.filter((strand) => strand.length > 0)
  }

  /** Whether tests want what was planned, as far as one can see. */
  get isTrusted(): boolean {
    return this.#trust >= 0
  }

  /** A worker's test wants this seed. */
  wanted(digest: string, worker: object): void {
    const expected = this.#begun.get(worker)
    const strand = expected?.[0] === digest ? expected : this.#begin(digest)
    const step = strand === undefined ? -1 : 1
    this.#trust = Math.max(-lookback, Math.min(lookback, this.#trust + step))
    if (strand !== undefined) this.#begun.set(worker, strand.slice(1))
  }

  /** A worker's file is over, or the worker is. */
  left(worker: object): void {
    this.#begun.delete(worker)
  }

  /**
   * What tests will want, the soonest first, but for what is there already.
   *
   * @param workers how many run side by side
   */
  next(filled: readonly string[], workers: number): string | undefined {
    const left = [...filled]
    for (const digest of this.#upcoming(workers)) {
      const index = left.indexOf(digest)
      if (index === -1) return digest
      left.splice(index, 1)
    }
    return undefined
  }

  #begin(digest: string): Strand | undefined {
    const index = this.#waiting.findIndex(([first]) => first === digest)
    return index === -1 ? undefined : this.#waiting.splice(index, 1)[0]
  }

  /** Who is done with its file goes on with the next that waits, so all go on in turns. */
  *#upcoming(workers: number): Generator<string> {
    const lanes = [...this.#begun.values()].map((rest) => [...rest])
    while (lanes.length < workers) lanes.push([])
    for (const strand of this.#waiting) shortest(lanes)?.push(...strand)
    const longest = Math.max(0, ...lanes.map((lane) => lane.length))
    for (let step = 0; step < longest; step++) {
      for (const lane of lanes) {
        const digest = lane[step]
        if (digest !== undefined) yield digest
      }
    }
  }
}

function shortest<T>(lanes: readonly T[][]): T[] | undefined {
  return lanes.toSorted((one, other) => one.length - other.length)[0]
}
