import { shownText } from './shown-text.ts'

/**
 * What JSON is made of: for each place what stands there, such as `sandboxes[].tags` with `object`
 * and `null`. Values are left out, but for the words that tell people and programs what happened.
 */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>

/** What stands at a place that some elements of a list have, and others have not. */
const absent = 'absent'

/** Fields whose text is part of the contract. */
const wordFields = new Set(['status', 'message', 'detail', 'server_name', 'msg', 'error'])

/** The shape of several answers of one call, as of one. */
export function shapeOf(answers: readonly unknown[], secrets: readonly string[]): Shape {
  const shape = new Map<string, Set<string>>()
  collectElements(answers, '', '', shape, secrets)
  return shape
}

function collect(
  value: unknown,
  place: string,
  field: string,
  shape: Map<string, Set<string>>,
  secrets: readonly string[],
): void {
  add(shape, place, kindOf(value, field, secrets))
  if (Array.isArray(value)) collectElements(value, `${place}[]`, field, shape, secrets)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      // A name such as `cal.com` is one step of a place.
      const name = shownText(key, secrets).replaceAll(/[.[\]]/g, '_')
      collect(child, place === '' ? name : `${place}.${name}`, name, shape, secrets)
    }
  }
}

/** A field that an element lacks and another has is absent there. */
function collectElements(
  elements: readonly unknown[],
  place: string,
  field: string,
  shape: Map<string, Set<string>>,
  secrets: readonly string[],
): void {
  const shapes = elements.map((element) => {
    const own = new Map<string, Set<string>>()
    collect(element, place, field, own, secrets)
    return own
  })
  for (const path of new Set(shapes.flatMap((each) => [...each.keys()]))) {
    for (const own of shapes) {
      for (const kind of own.get(path) ?? (lacks(own, path) ? [absent] : [])) add(shape, path, kind)
    }
  }
}

function add(shape: Map<string, Set<string>>, place: string, kind: string): void {
  const kinds = shape.get(place)
  if (kinds === undefined) shape.set(place, new Set([kind]))
  else kinds.add(kind)
}

/** Whether there is an object in which there could be something at a place. */
function lacks(shape: Shape, place: string): boolean {
  return !place.endsWith('[]') && shape.get(parentOf(place))?.has('object') === true
}

/** The place that a place is in. */
export function parentOf(place: string): string {
  if (place.endsWith('[]')) return place.slice(0, -2)
  return place.slice(0, Math.max(0, place.lastIndexOf('.')))
}

function kindOf(value: unknown, field: string, secrets: readonly string[]): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (typeof value !== 'string') return typeof value
  return wordFields.has(field) ? `'${shownText(value, secrets)}'` : stringKind(value)
}

const stringKinds: readonly (readonly [RegExp, string])[] = [
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'uuid'],
  [/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/, 'date-time'],
  [/^\d{4}-\d\d-\d\dT[\d:.]+$/, 'date-time without a zone'],
  [/^\d{4}-\d\d-\d\d$/, 'date'],
  [/^https?:\/\//, 'address'],
]

function stringKind(text: string): string {
  return stringKinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'string'
}
