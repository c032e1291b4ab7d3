import type { SystemData, SystemServer } from '../../data.ts'
import { type ListShape, type Shape, withoutNull } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'
import type { DataPath, Difference, DiffMode } from './difference.ts'
import type { Expected } from './expected.ts'
import { withFallbacks } from './fallbacks.ts'
import { identityOf } from './identity.ts'
import { isPattern, matchesValue } from './matches-value.ts'
import { pairParts } from './pair-parts.ts'
import { isNothing, isRecord, sameValue } from './same-value.ts'
import { showText } from '@sandpit/client/show-text'

/** How strictly to compare. */
export interface DiffOptions {
  /** `whole` by default; see {@link DiffMode}. */
  readonly mode?: DiffMode
}

/**
 * What in the actual data of a system is not as expected; empty when all is.
 *
 * Parts of a list are matched by content and by name; their order does not count, but how often each
 * is there does. Absent, `null`, an empty list and what the document has as the default are the same.
 * The expectation may hold regular expressions, predicates and asymmetric matchers wherever a value
 * can be.
 *
 * @example
 * ```ts
 * const actual = { channels: [{ name: 'general', messages: [{ text: 'Hello' }] }] }
 * diffData('slack', { channels: [{ messages: [{ text: /hello/i }] }] }, actual, { mode: 'partial' })
 * ```
 */
export function diffData<const Server extends SystemServer>(
  server: Server,
  expected: Expected<SystemData<Server>> | SystemData<Server>,
  actual: SystemData<Server>,
  { mode = 'whole' }: DiffOptions = {},
): readonly Difference[] {
  const shape = systemShape(server)
  const wanted = mode === 'whole' ? withFallbacks(shape, expected) : expected
  return diffValue(shape, wanted, withFallbacks(shape, actual), mode, [])
}

/** What of one value is not as expected, by its shape. */
export function diffValue(
  shape: Shape,
  expected: unknown,
  actual: unknown,
  mode: DiffMode,
  path: DataPath,
): readonly Difference[] {
  if (sameValue(expected, actual)) return []
  const plain = withoutNull(shape)
  if (plain.kind === 'object' || plain.kind === 'map') {
    if (isRecord(expected) && isRecord(actual)) {
      const shapeOf = (key: string): Shape =>
        (plain.kind === 'map' ? plain.values : plain.fields.get(key)?.shape) ?? { kind: 'any' }
      return diffFields(shapeOf, expected, actual, mode, path)
    }
  }
  if (plain.kind === 'list' && holdsParts(plain) && isListLike(expected) && isListLike(actual))
    return diffLists(plain, expected ?? [], actual ?? [], mode, path)
  if (matchesValue(expected, actual, mode)) return []
  return [{ kind: 'changed', path, expected, actual }]
}

function diffFields(
  shapeOf: (key: string) => Shape,
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  mode: DiffMode,
  path: DataPath,
): readonly Difference[] {
  return comparedKeys(shapeOf, expected, actual, mode).flatMap((key) =>
    diffValue(shapeOf(key), expected[key], actual[key], mode, [...path, key]),
  )
}

function comparedKeys(
  shapeOf: (key: string) => Shape,
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  mode: DiffMode,
): readonly string[] {
  const given = Object.keys(expected)
  if (mode === 'whole') return [...new Set([...given, ...Object.keys(actual)])]
  if (mode === 'partial') return given.filter((key) => expected[key] !== undefined)
  const lists = Object.keys(actual).filter((key) => {
    const shape = withoutNull(shapeOf(key))
    return shape.kind === 'list' && holdsParts(shape)
  })
  return [...new Set([...given.filter((key) => !isNothing(expected[key])), ...lists])]
}

function diffLists(
  { items }: ListShape,
  expected: readonly unknown[],
  actual: readonly unknown[],
  mode: DiffMode,
  path: DataPath,
): readonly Difference[] {
  const identity = identityOf(items)
  const differences = (wanted: unknown, part: unknown): readonly Difference[] =>
    diffValue(items, wanted, part, mode, [])
  const { pairs, missing, unexpected } = pairParts(expected, actual, {
    nameOf: (part) => nameOf(part, identity),
    fits: (wanted, part) => differences(wanted, part).length === 0,
    likeness: (wanted, part) => likeness(wanted, differences(wanted, part)),
  })
  const at = (part: unknown): DataPath => [...path.slice(0, -1), label(path, part, identity)]
  const mayHaveMore = mode === 'partial' && expected.length > 0
  return [
    ...pairs.flatMap(([wanted, part]) => diffValue(items, wanted, part, mode, at(part))),
    ...missing.map((wanted) => ({ kind: 'missing' as const, path: at(wanted), expected: wanted })),
    ...(mayHaveMore ? [] : unexpected).map((part) => ({
      kind: 'unexpected' as const,
      path: at(part),
      actual: part,
    })),
  ]
}

/** Whether the items of a list are parts that have a place of their own; texts and numbers are not. */
function holdsParts({ items }: ListShape): boolean {
  return ['object', 'map'].includes(withoutNull(items).kind)
}

function isListLike(value: unknown): value is readonly unknown[] | null | undefined {
  return isNothing(value) || Array.isArray(value)
}

/** How many of the fields that are expected are as they should be. */
function likeness(expected: unknown, differences: readonly Difference[]): number {
  const fields = isRecord(expected) ? Object.keys(expected).length : 0
  return fields === 0 ? 0 : 1 - new Set(differences.map(({ path }) => path[0])).size / fields
}

function nameOf(part: unknown, identity: string | undefined): string | undefined {
  if (identity === undefined || !isRecord(part)) return undefined
  const name = part[identity]
  return typeof name === 'string' ? name : undefined
}

/** Long enough to tell parts apart, and to find them. */
const LONGEST_NAME = 120

function label(path: DataPath, part: unknown, identity: string | undefined): string {
  const list = path.at(-1) ?? 'item'
  const name = nameOf(part, identity)
  if (name !== undefined) return `${list} ${showText(name, LONGEST_NAME)}`
  const pattern = identity !== undefined && isRecord(part) ? part[identity] : undefined
  return isPattern(pattern) && pattern instanceof RegExp
    ? `${list} ${String(pattern)}`
    : `${list} item`
}
