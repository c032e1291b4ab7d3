import { type CloseDifference, diffParts } from './diff-close-data.ts'
import { nameLikeness } from './text-likeness.ts'
import { matchesValue } from '@sandpit/systems/content'
import type { Part, PartShape } from './part-shape.ts'

/** A part that is there instead of an expected one. */
export interface Candidate {
  readonly part: Part
  /** Whether it has the name that is expected, or any where none is. */
  readonly isNamed: boolean
  /** What about it is not as expected; nothing for what is expected itself. */
  readonly differences: readonly CloseDifference[]
}

/** The parts that are there, in the order in which they come near to an expected one. */
export function nearestParts(
  shape: PartShape,
  wanted: Part,
  parts: readonly Part[],
): readonly Candidate[] {
  const name = wanted[shape.identity]
  const ranked = parts.map((part) => {
    const actual = part[shape.identity]
    const isNamed = name === undefined || matchesValue(name, actual, 'partial')
    const differences = diffParts(shape, wanted, part, { mode: 'partial' })
    const nearness = (isNamed ? 2 : nameLikeness(name, actual)) + shareThatFits(wanted, differences)
    return { part, isNamed, differences, nearness }
  })
  return ranked.toSorted((one, other) => other.nearness - one.nearness)
}

/** Which share of what is expected is as expected. */
function shareThatFits(wanted: Part, { length }: readonly CloseDifference[]): number {
  return 1 - length / Math.max(length, Object.keys(wanted).length, 1)
}
