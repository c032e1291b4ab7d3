import { contentKey } from './same-value.ts'

/** Which expected part is which actual one, and what is left over on either side. */
export interface Pairing {
  readonly pairs: readonly (readonly [expected: unknown, actual: unknown])[]
  readonly missing: readonly unknown[]
  readonly unexpected: readonly unknown[]
}

/** What it means for parts to be alike. */
export interface Likeness {
  /** What a part is called; nothing where it has no name, or a pattern for one. */
  readonly nameOf: (part: unknown) => string | undefined
  /** Whether the actual part is as expected. */
  readonly fits: (expected: unknown, actual: unknown) => boolean
  /** How alike two parts of different names are, from 0 to 1. */
  readonly likeness: (expected: unknown, actual: unknown) => number
}

/** Parts that have no more than this in common are two parts, not one that was changed. */
const LEAST_LIKENESS = 0.5

/** Above so many comparisons, parts without a name are not compared each with each. */
const MOST_COMPARISONS = 40_000

/**
 * Pairs parts that are equal, then those that fit, then those of one name, and what is then left by
 * likeness, so that a changed name is one change rather than a loss and a find. Order does not count,
 * duplicates do: each part is paired once.
 */
export function pairParts(
  expected: readonly unknown[],
  actual: readonly unknown[],
  { nameOf, fits, likeness }: Likeness,
): Pairing {
  const pairer = new Pairer(expected, actual)
  pairer.pairEqual(contentKey)
  pairer.pairFitting(fits)
  pairer.pairEqual(nameOf)
  pairer.pairAlike(likeness)
  return pairer
}

class Pairer implements Pairing {
  readonly pairs: (readonly [unknown, unknown])[] = []
  missing: readonly unknown[]
  unexpected: readonly unknown[]

  constructor(expected: readonly unknown[], actual: readonly unknown[]) {
    this.missing = expected
    this.unexpected = actual
  }

  /** Pairs parts that have the same key; those without one stay. */
  pairEqual(keyOf: (part: unknown) => string | undefined): void {
    const places = new Map<string, number[]>()
    for (const [place, part] of this.unexpected.entries()) {
      const key = keyOf(part)
      if (key !== undefined) places.set(key, [place, ...(places.get(key) ?? [])])
    }
    this.#pair((wanted) => places.get(keyOf(wanted) ?? '')?.pop())
  }

  /** Pairs as many as can be (a greatest matching): what fits a pattern may be needed by a stricter one. */
  pairFitting(fits: Likeness['fits']): void {
    if (this.#isTooMuch) return
    const fitting = this.missing.map((wanted) =>
      this.unexpected.flatMap((part, place) => (fits(wanted, part) ? [place] : [])),
    )
    const wantedBy = new Map<number, number>()
    const assign = (wanted: number, seen: Set<number>): boolean =>
      (fitting[wanted] ?? []).some((place) => {
        if (seen.has(place)) return false
        seen.add(place)
        const other = wantedBy.get(place)
        if (other !== undefined && !assign(other, seen)) return false
        wantedBy.set(place, wanted)
        return true
      })
    for (const wanted of this.missing.keys()) assign(wanted, new Set())
    const placeOf = new Map([...wantedBy].map(([place, wanted]) => [wanted, place]))
    this.#pair((_, index) => placeOf.get(index))
  }

  /** Pairs each with the most alike that is left, if there is one that is alike at all. */
  pairAlike(likeness: Likeness['likeness']): void {
    if (this.#isTooMuch) return
    const left = new Set(this.unexpected.keys())
    this.#pair((wanted) => {
      let [best, most] = [-1, LEAST_LIKENESS]
      for (const place of left) {
        const here = likeness(wanted, this.unexpected[place])
        if (here > most) [best, most] = [place, here]
      }
      left.delete(best)
      return best < 0 ? undefined : best
    })
  }

  get #isTooMuch(): boolean {
    return this.missing.length * this.unexpected.length > MOST_COMPARISONS
  }

  #pair(placeOf: (wanted: unknown, index: number) => number | undefined): void {
    const taken = new Set<number>()
    this.missing = this.missing.filter((wanted, index) => {
      const place = placeOf(wanted, index)
      if (place === undefined) return true
      taken.add(place)
      this.pairs.push([wanted, this.unexpected[place]])
      return false
    })
    this.unexpected = this.unexpected.filter((_, place) => !taken.has(place))
  }
}
