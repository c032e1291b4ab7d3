import { nearMiss } from '@sandpit/client/near-miss'
import { SandpitError } from '@sandpit/client/errors'
import { showName } from '@sandpit/client/show-text'
import type { SystemServer } from '../../data.ts'
import { type ObjectShape, type Shape, withoutNull } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'
import { checkExpectation, checkHeld } from './checked-expectation.ts'
import { diffValue } from './diff-data.ts'
import type { Difference } from './difference.ts'
import { withFallbacks } from './fallbacks.ts'
import { isRecord } from './same-value.ts'

/** What was found of a part that is looked for in every list of one name. */
export interface SoughtPart {
  readonly isFound: boolean
  /** How many parts the lists of this name have. */
  readonly count: number
  /** What is wrong with the part that is nearest; empty when one is found, or there is none. */
  readonly nearest: readonly Difference[]
}

/**
 * Looks for a part in the lists of one name, wherever in the data they are: `issues` of any project.
 * Only what is expected counts.
 *
 * @throws SandpitError `configuration` for a name that no list of the system has: it would never be
 *   found, so that a negation would always hold
 */
export function seekPart(
  server: SystemServer,
  list: string,
  expected: unknown,
  actual: unknown,
): SoughtPart {
  const shape = systemShape(server)
  const shapes = listsIn(shape, new Set()).filter(({ name }) => name === list)
  if (shapes.length === 0) throw unknownList(server, list)
  checkPart(shapes, (items) => checkPartOf(items, expected))
  const parts = [...partsIn(shape, withFallbacks(shape, actual), list)]
  checkPart(shapes, (items) =>
    checkHeld(
      items,
      expected,
      parts.map(({ part }) => part),
    ),
  )
  const wrong = parts.map(({ items, part }) => diffValue(items, expected, part, 'partial', []))
  const [nearest = []] = wrong.toSorted((one, other) => one.length - other.length)
  return { isFound: parts.length > 0 && nearest.length === 0, count: parts.length, nearest }
}

interface FoundPart {
  readonly items: Shape
  readonly part: unknown
}

function* partsIn(shape: Shape, value: unknown, list: string, field?: string): Iterable<FoundPart> {
  const plain = withoutNull(shape)
  if (plain.kind === 'list' && Array.isArray(value)) {
    for (const part of value) {
      if (field === list) yield { items: plain.items, part }
      yield* partsIn(plain.items, part, list)
    }
  }
  if (plain.kind !== 'object' || !isRecord(value)) return
  for (const [key, { shape: inner }] of plain.fields) yield* partsIn(inner, value[key], list, key)
}

/** What fits the items of one of the lists of this name may be looked for. */
function checkPart(lists: readonly NamedList[], check: (items: Shape) => void): void {
  const mistakes = lists.flatMap(({ items }) => mistakeIn(items, check) ?? [])
  const [mistake] = mistakes
  if (mistake !== undefined && mistakes.length === lists.length) throw mistake
}

function checkPartOf(items: Shape, expected: unknown): void {
  if (expected === null)
    throw new SandpitError('configuration', 'Wrong expectation: expected a part, got null')
  checkExpectation(items, expected)
}

function mistakeIn(items: Shape, check: (items: Shape) => void): SandpitError | undefined {
  try {
    check(items)
    return undefined
  } catch (error) {
    return SandpitError.from(error)
  }
}

function unknownList(server: SystemServer, list: unknown): SandpitError {
  const known = [...new Set(listsIn(systemShape(server), new Set()).map(({ name }) => name))]
  const meant = typeof list === 'string' ? nearMiss(list, known) : undefined
  const name = typeof list === 'string' ? showName(list) : 'without a name in text'
  return new SandpitError(
    'configuration',
    `The data of '${server}' has no list ${name}; ${meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`}`,
    { server },
  )
}

interface NamedList {
  readonly name: string
  readonly items: Shape
}

/** All lists, also those within other lists. A type that holds itself is read once. */
function listsIn(shape: Shape, seen: Set<ObjectShape>): readonly NamedList[] {
  const plain = withoutNull(shape)
  if (plain.kind === 'list') return listsIn(plain.items, seen)
  if (plain.kind !== 'object' || seen.has(plain)) return []
  seen.add(plain)
  return [...plain.fields].flatMap(([name, { shape: inner }]) => {
    const list = withoutNull(inner)
    const own = list.kind === 'list' ? [{ name, items: list.items }] : []
    return [...own, ...listsIn(inner, seen)]
  })
}
