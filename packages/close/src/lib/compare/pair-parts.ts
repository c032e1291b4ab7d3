import { type Cost, type Pairing, withRenamed } from './pairing.ts'
import type { Part } from './part-shape.ts'
import { contentKey } from '@sandpit/systems/content'

/** What it means for parts to be alike. */
export interface PairingRules {
  /** The key that names a part. */
  readonly identity: string
  /** Whether an expected name stands for more than itself. */
  readonly isPattern: (name: unknown) => boolean
  /** How many differences there are between the two; 0 when the actual part is as expected. */
  readonly differences: Cost
  /** Whether the actual part has the expected name, which may be a pattern. */
  readonly isNamed: (expected: Part, actual: Part) => boolean
  /** How likely two parts are one under two names: 0 for strangers. Without it, they are not paired. */
  readonly likeness?: (expected: Part, actual: Part) => number
}

/** Above so many comparisons, parts that share a name are paired in order instead of best. */
const MOST_COMPARISONS = 250_000

/**
 * Pairs parts by name; among parts of one name by content; and what is then left by likeness, so
 * that a changed name is one change rather than a loss and a find. Order does not count,
 * duplicates do: each actual part is paired once.
 *
 * Linear where names are mostly distinct.
 */
export function pairParts(
  expected: readonly Part[],
  actual: readonly Part[],
  rules: PairingRules,
): Pairing {
  const { identity, isPattern, likeness } = rules
  const pairing: Pairing = { pairs: [], missing: [], unexpected: [] }
  const patterns = expected.filter((part) => isPattern(part[identity]))
  const named = expected.filter((part) => !isPattern(part[identity]))
  const found = groupedBy(identity, actual)
  for (const [name, parts] of groupedBy(identity, named)) {
    pairAlike(parts, found.get(name) ?? [], rules, pairing)
    found.delete(name)
  }
  const left = [...pairing.unexpected.splice(0), ...[...found.values()].flat()]
  pairPatterns(patterns, left, rules, pairing)
  return likeness === undefined ? pairing : withRenamed(pairing, likeness)
}

function groupedBy(identity: string, parts: readonly Part[]): Map<unknown, Part[]> {
  const groups = new Map<unknown, Part[]>()
  for (const part of parts) {
    const name = part[identity] ?? undefined
    const group = groups.get(name)
    if (group) group.push(part)
    else groups.set(name, [part])
  }
  return groups
}

/** Pairs parts of one name, the ones that are alike with each other. */
function pairAlike(
  expected: readonly Part[],
  actual: readonly Part[],
  rules: PairingRules,
  into: Pairing,
): void {
  if (expected.length === 1 && actual.length === 1) {
    into.pairs.push([expected[0] ?? {}, actual[0] ?? {}])
    return
  }
  const left = pairEqual(expected, actual, contentKey, into)
  if (left.expected.length * left.actual.length > MOST_COMPARISONS) {
    pairNearest(left.expected, left.actual, () => 0, into)
    return
  }
  const unfit = pairFitting(left.expected, left.actual, rules.differences, into)
  pairNearest(unfit.expected, unfit.actual, rules.differences, into)
}

/** Pairs parts named by a pattern: with one that fits as a whole, else with one that fits the name. */
function pairPatterns(
  expected: readonly Part[],
  actual: readonly Part[],
  rules: PairingRules,
  into: Pairing,
): void {
  const unnamed = (wanted: Part, part: Part): number => (rules.isNamed(wanted, part) ? 0 : Infinity)
  const differences = (wanted: Part, part: Part): number =>
    unnamed(wanted, part) || rules.differences(wanted, part)
  const unfit = pairFitting(expected, actual, differences, into)
  pairNearest(unfit.expected, unfit.actual, differences, into)
}

interface Left {
  readonly expected: readonly Part[]
  readonly actual: readonly Part[]
}

/** Pairs parts that have the same key. */
function pairEqual(
  expected: readonly Part[],
  actual: readonly Part[],
  keyOf: (part: Part) => string | undefined,
  into: Pairing,
): Left {
  if (expected.length === 0 || actual.length === 0) return { expected, actual }
  const places = placesByKey(actual, keyOf)
  // Places rather than parts: one object may stand in several of them.
  const taken = new Set<number>()
  const left = expected.filter((wanted) => {
    const key = keyOf(wanted)
    const place = key === undefined ? undefined : places.get(key)?.pop()
    if (place === undefined) return true
    taken.add(place)
    into.pairs.push([wanted, actual[place] ?? {}])
    return false
  })
  return { expected: left, actual: actual.filter((_, place) => !taken.has(place)) }
}

function placesByKey(
  parts: readonly Part[],
  keyOf: (part: Part) => string | undefined,
): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [place, part] of parts.entries()) {
    const key = keyOf(part)
    const alike = key === undefined ? undefined : places.get(key)
    if (alike) alike.push(place)
    else if (key !== undefined) places.set(key, [place])
  }
  return places
}

/**
 * Pairs as many parts as can be with one that is as expected (a greatest bipartite matching,
 * by augmenting paths), since what fits a pattern may be needed by a stricter one.
 */
function pairFitting(
  expected: readonly Part[],
  actual: readonly Part[],
  differences: Cost,
  into: Pairing,
): Left {
  const fits = expected.map((wanted) =>
    actual.flatMap((part, index) => (differences(wanted, part) === 0 ? [index] : [])),
  )
  const wantedBy = new Map<number, number>()
  const assign = (wanted: number, seen: Set<number>): boolean => {
    for (const index of fits[wanted] ?? []) {
      if (seen.has(index)) continue
      seen.add(index)
      const other = wantedBy.get(index)
      if (other !== undefined && !assign(other, seen)) continue
      wantedBy.set(index, wanted)
      return true
    }
    return false
  }
  expected.forEach((_, wanted) => assign(wanted, new Set()))
  const paired = new Set(wantedBy.values())
  for (const [index, wanted] of wantedBy) {
    into.pairs.push([expected[wanted] ?? {}, actual[index] ?? {}])
  }
  return {
    expected: expected.filter((_, wanted) => !paired.has(wanted)),
    actual: actual.filter((_, index) => !wantedBy.has(index)),
  }
}

/** Pairs each part with the one that differs least of those left. */
function pairNearest(
  expected: readonly Part[],
  actual: readonly Part[],
  differences: Cost,
  into: Pairing,
): void {
  const left = new Map(actual.entries())
  for (const wanted of expected) {
    const place = nearest(left, (part) => differences(wanted, part))
    if (place === undefined) {
      into.missing.push(wanted)
    } else {
      into.pairs.push([wanted, actual[place] ?? {}])
      left.delete(place)
    }
  }
  into.unexpected.push(...left.values())
}

function nearest(
  parts: ReadonlyMap<number, Part>,
  differences: (part: Part) => number,
): number | undefined {
  let least = Infinity
  let found: number | undefined
  for (const [place, part] of parts) {
    const here = differences(part)
    if (here < least) [least, found] = [here, place]
    if (least === 0) break
  }
  return found
}
