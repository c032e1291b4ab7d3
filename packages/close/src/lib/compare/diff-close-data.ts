import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type { ExpectedCloseData } from './expected-close-data.ts'
import { type DiffMode, isPattern, matchesValue } from './matches-value.ts'
import { pairParts } from './pair-parts.ts'
import { closeDataShape, type Part, type PartShape } from './part-shape.ts'
import { isNothing, sameValue } from './same-value.ts'
import { showText } from '../messages/show-text.ts'

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
  const wanted = 'toJSON' in expected ? expected.toJSON() : expected
  return diffParts(closeDataShape, wanted as Part, toCloseData(actual) as unknown as Part, mode)
}

function diffParts(
  shape: PartShape,
  expected: Part,
  actual: Part,
  mode: DiffMode,
  path: ClosePath = [],
): CloseDifference[] {
  if (sameValue(expected, actual)) return []
  return comparedKeys(shape, expected, actual, mode).flatMap((key) => {
    const part = Object.hasOwn(shape.lists, key) ? shape.lists[key] : undefined
    if (part === undefined) return diffValue(expected[key], actual[key], mode, [...path, key])
    return diffLists(part, listOf(expected[key]), listOf(actual[key]), mode, path)
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
  return Object.keys(expected).filter((key) => expected[key] !== undefined)
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
  mode: DiffMode,
  path: ClosePath,
): CloseDifference[] {
  if (sameValue(expected, actual)) return []
  const { pairs, missing, unexpected } = pairParts(expected, actual, {
    identity: shape.identity,
    isPattern: (name) => (name === undefined ? mode === 'partial' : isPattern(name)),
    differences: (wanted, part) => diffParts(shape, wanted, part, mode).length,
    isNamed: (wanted, part) => isNamed(wanted[shape.identity], part[shape.identity], mode),
  })
  const mayHaveMore = mode === 'partial' && expected.length > 0
  return [
    ...pairs.flatMap(([wanted, part]) =>
      diffParts(shape, wanted, part, mode, [...path, label(shape, part)]),
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

function label({ what, identity }: PartShape, part: Part): string {
  const name = part[identity]
  if (typeof name === 'string') return `${what} ${showText(name, LONGEST_NAME)}`
  if (name instanceof RegExp) return `${what} ${String(name)}`
  return isNothing(name) ? `${what} without a ${identity}` : `${what} of some ${identity}`
}

function listOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value : []
}
