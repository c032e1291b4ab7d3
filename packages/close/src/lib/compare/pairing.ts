import type { Part } from './part-shape.ts'

/** Which expected part is which actual one, and what is left over on either side. */
export interface Pairing {
  readonly pairs: (readonly [expected: Part, actual: Part])[]
  readonly missing: Part[]
  readonly unexpected: Part[]
}

/** A number for each two parts: how much they differ, or how alike they are. */
export type Cost = (expected: Part, actual: Part) => number

/** Above so many comparisons, nobody looks for parts whose name changed. */
const MOST_LIKENESSES = 10_000

/** The same, with what is left over on both sides paired with what it is most like; strangers stay as they are. */
export function withRenamed(pairing: Pairing, likeness: Cost): Pairing {
  const { missing, unexpected } = pairing
  if (missing.length * unexpected.length > MOST_LIKENESSES) return pairing
  const likely = missing.flatMap((wanted, place) =>
    unexpected.flatMap((part, other) => {
      const like = likeness(wanted, part)
      return like > 0 ? [{ place, other, like }] : []
    }),
  )
  const places = new Map<number, number>()
  const taken = new Set<number>()
  for (const { place, other } of likely.toSorted((one, two) => two.like - one.like)) {
    if (places.has(place) || taken.has(other)) continue
    places.set(place, other)
    taken.add(other)
  }
  const renamed = [...places].toSorted(([one], [two]) => one - two)
  const pairOf = (place: number, other: number) =>
    [missing[place] ?? {}, unexpected[other] ?? {}] as const
  return {
    pairs: [...pairing.pairs, ...renamed.map(([place, other]) => pairOf(place, other))],
    missing: missing.filter((_, place) => !places.has(place)),
    unexpected: unexpected.filter((_, other) => !taken.has(other)),
  }
}
