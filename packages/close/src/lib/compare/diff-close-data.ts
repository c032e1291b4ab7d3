import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type { ExpectedCloseData } from './expected-close-data.ts'
import {
  type DiffMode,
  isNothing,
  isPattern,
  matchesValue,
  sameValue,
} from '@sandpit/systems/content'
import { pairParts } from './pair-parts.ts'
import { partLikeness } from './part-likeness.ts'
import { closeDataShape, type Part, partsIn, type PartShape } from './part-shape.ts'
import { showKey } from './show-expected.ts'
import { showText } from '@sandpit/client/show-text'

/** One thing that is not as expected. */
export type CloseDifference =
  | { readonly kind: 'missing'; readonly path: ClosePath; readonly expected: unknown }
  | { readonly kind: 'unexpected'; readonly path: ClosePath; readonly actual: unknown }
  | {
      readonly kind: 'changed'
      readonly path: ClosePath
      readonly expected: unknown
      readonly actual: unknown
    }

/** The way to a part or value, by name: `['lead "CloudScale"', 'task "Send proposal"', 'date']`. */
export type ClosePath = readonly string[]

/** How strictly to compare. */
export interface DiffOptions {
  /**
   * `whole` (the default) reports everything that differs; `partial` only looks at what the
   * expectation mentions, and lets there be more of everything. `seeded` is for what was sent as a
   * seed: no more and no fewer leads, contacts, opportunities and tasks, but a field that the seed
   * left out may hold whatever the service fills in, such as a lead's first status.
   */
  readonly mode?: DiffMode
}

/**
 * What in the actual data is not as expected; empty when all is.
 *
 * Parts are matched by name, and where names repeat by content; their order does not count, but
 * how often each is there does. Absent, `null` and an empty list are the same. The expectation may
 * hold regular expressions, predicates and asymmetric matchers wherever a value can be.
 *
 * @example
 * ```ts
 * const expected = { leads: [{ name: 'CloudScale', tasks: [{ description: /follow up/i }] }] }
 * diffCloseData(expected, await close.dump(), { mode: 'partial' })
 * ```
 */
export function diffCloseData(
  expected: ExpectedCloseData | CloseSeed,
  actual: CloseSeed,
  { mode = 'whole' }: DiffOptions = {},
): readonly CloseDifference[] {
  return diffParts(closeDataShape, expectedPart(expected), actualPart(actual), { mode })
}

/** Whether there is no difference at all, which is found out faster than which there are. */
export function isAsExpected(
  expected: ExpectedCloseData | CloseSeed,
  actual: CloseSeed,
  mode: DiffMode,
): boolean {
  const rules = { mode, finds: 'any' } as const
  return diffParts(closeDataShape, expectedPart(expected), actualPart(actual), rules).length === 0
}

function expectedPart(expected: ExpectedCloseData | CloseSeed): Part {
  return toCloseData(expected as CloseSeed) as unknown as Part
}

function actualPart(actual: CloseSeed): Part {
  return toCloseData(actual) as unknown as Part
}

/** How parts are compared. */
export interface DiffRules {
  readonly mode: DiffMode
  /** Whether it only matters that there are differences, not that they read well. */
  readonly finds?: 'any'
}

/** The differences of two parts of one shape, wherever those stand. */
export function diffParts(
  shape: PartShape,
  expected: Part,
  actual: Part,
  rules: DiffRules,
  path: ClosePath = [],
): CloseDifference[] {
  if (sameValue(expected, actual)) return []
  return comparedKeys(shape, expected, actual, rules.mode).flatMap((key) => {
    const part = Object.hasOwn(shape.lists, key) ? shape.lists[key] : undefined
    if (part === undefined)
      return diffValue(expected[key], actual[key], rules.mode, [...path, showKey(key)])
    return diffLists(part, partsIn(expected[key]), partsIn(actual[key]), rules, path)
  })
}

function comparedKeys(
  shape: PartShape,
  expected: Part,
  actual: Part,
  mode: DiffMode,
): readonly string[] {
  if (mode === 'seeded') {
    const given = Object.keys(expected).filter((key) => !isNothing(expected[key]))
    return [...new Set([...given, ...Object.keys(shape.lists)])]
  }
  if (mode === 'whole') return [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
  return Object.keys(expected).filter((key) => saysSomething(shape, key, expected[key]))
}

/** Whether a partial expectation says anything of a field. */
function saysSomething({ filled }: PartShape, key: string, expected: unknown): boolean {
  return expected !== undefined && (expected !== null || !filled.includes(key))
}

function diffValue(
  expected: unknown,
  actual: unknown,
  mode: DiffMode,
  path: ClosePath,
): CloseDifference[] {
  if (matchesValue(expected, actual, mode)) return []
  return [{ kind: 'changed', path, expected, actual }]
}

function diffLists(
  shape: PartShape,
  expected: readonly Part[],
  actual: readonly Part[],
  rules: DiffRules,
  path: ClosePath,
): CloseDifference[] {
  if (sameValue(expected, actual)) return []
  const { mode, finds } = rules
  const { pairs, missing, unexpected } = pairParts(expected, actual, {
    identity: shape.identity,
    isPattern: (name) => (name === undefined ? mode === 'partial' : isPattern(name)),
    differences: (wanted, part) => diffParts(shape, wanted, part, rules).length,
    isNamed: (wanted, part) => isNamed(wanted[shape.identity], part[shape.identity], mode),
    ...(finds === undefined && { likeness: partLikeness(shape) }),
  })
  const mayHaveMore = mode === 'partial' && expected.length > 0
  return [
    ...pairs.flatMap(([wanted, part]) =>
      diffParts(shape, wanted, part, rules, [...path, label(shape, part)]),
    ),
    ...missing.map((wanted) => ({
      kind: 'missing' as const,
      path: [...path, label(shape, wanted)],
      expected: wanted,
    })),
    ...(mayHaveMore ? [] : unexpected).map((part) => ({
      kind: 'unexpected' as const,
      path: [...path, label(shape, part)],
      actual: part,
    })),
  ]
}

function isNamed(expected: unknown, actual: unknown, mode: DiffMode): boolean {
  return (mode === 'partial' && expected === undefined) || matchesValue(expected, actual, mode)
}

/** Long enough to tell parts apart, and to find them. */
const LONGEST_NAME = 120

/** What a part is called in messages: `task "Call"`. */
export function label({ what, identity }: PartShape, part: Part): string {
  const name = part[identity]
  if (typeof name === 'string') return `${what} ${showText(name, LONGEST_NAME)}`
  if (name instanceof RegExp) return `${what} ${String(name)}`
  return isNothing(name) ? `${what} without a ${identity}` : `${what} of some ${identity}`
}
