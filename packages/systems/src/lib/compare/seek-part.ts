import { nearMiss } from '@sandpit/client/near-miss'
import { SandpitError } from '@sandpit/client/errors'
import { showName } from '@sandpit/client/show-text'
import type { SystemServer } from '../../data.ts'
import { type ObjectShape, type Shape, withoutNull } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'
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
  refuseUnknownList(server, list)
  const parts = [...partsIn(shape, withFallbacks(shape, actual), list)]
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

function refuseUnknownList(server: SystemServer, list: string): void {
  const known = [...listNames(systemShape(server), new Set())]
  if (known.includes(list)) return
  const meant = nearMiss(list, known)
  throw new SandpitError(
    'configuration',
    `The data of '${server}' has no list ${showName(list)}; ${meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`}`,
    { server },
  )
}

/** The names of all lists, also of those within other lists. A type that holds itself is read once. */
function listNames(shape: Shape, seen: Set<ObjectShape>): Set<string> {
  const plain = withoutNull(shape)
  if (plain.kind === 'list') return listNames(plain.items, seen)
  if (plain.kind !== 'object' || seen.has(plain)) return new Set()
  seen.add(plain)
  const names = [...plain.fields].flatMap(([name, { shape: inner }]) => [
    ...(withoutNull(inner).kind === 'list' ? [name] : []),
    ...listNames(inner, seen),
  ])
  return new Set(names)
}
