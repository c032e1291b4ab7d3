import { nearMiss } from '@sandpit/client/near-miss'
import type { Difference } from './difference.ts'
import { parentOf, type Shape } from './shape.ts'

/** How the answer of a service differs from the emulator's. */
export function compareShapes(
  call: string,
  service: Shape,
  emulator: Shape,
): readonly Difference[] {
  const lacks = placesBeyond(emulator, service)
  const adds = new Set(placesBeyond(service, emulator))
  const renamed: Difference[] = []
  const missing: Difference[] = []
  for (const place of lacks) {
    const other = [...adds].find((each) => isRenamed(place, each, emulator, service))
    if (other === undefined) {
      const what = { service: 'missing', emulator: kindsAt(emulator, place) }
      missing.push({ kind: 'missing field', call, place, ...what })
    } else {
      adds.delete(other)
      renamed.push({ kind: 'renamed field', call, place, service: other, emulator: place })
    }
  }
  const extra = [...adds].map((place): Difference => {
    const what = { service: kindsAt(service, place), emulator: 'missing' }
    return { kind: 'extra field', call, place, ...what }
  })
  return [...renamed, ...missing, ...extra, ...changedKinds(call, service, emulator)]
}

/** Places of one that the other has not, although it has what they are in; elements show nothing. */
function placesBeyond(one: Shape, other: Shape): readonly string[] {
  return [...one.keys()].filter(
    (place) =>
      place !== '' &&
      !place.endsWith('[]') &&
      !other.has(place) &&
      other.get(parentOf(place))?.has('object') === true,
  )
}

/** Within the same object, with the same in it, and a name that looks like it. */
function isRenamed(place: string, other: string, emulator: Shape, service: Shape): boolean {
  const [name, otherName] = [nameOf(place), nameOf(other)]
  return (
    parentOf(place) === parentOf(other) &&
    kindsAt(emulator, place) === kindsAt(service, other) &&
    (nearMiss(otherName, [name]) !== undefined || sharesWord(name, otherName))
  )
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('.') + 1)
}

function sharesWord(name: string, other: string): boolean {
  const words = new Set(wordsOf(name))
  return wordsOf(other).some((word) => words.has(word))
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[^a-zA-Z]|(?=[A-Z])/).map((word) => word.toLowerCase())
}

function changedKinds(call: string, service: Shape, emulator: Shape): readonly Difference[] {
  return [...service.keys()].flatMap((place) => {
    const [ours, theirs] = [kindsAt(emulator, place), kindsAt(service, place)]
    if (ours === '' || ours === theirs) return []
    const kind = isText(ours) && isText(theirs) ? 'text' : 'type'
    return [{ kind, call, place: place || 'the answer', service: theirs, emulator: ours } as const]
  })
}

function isText(kinds: string): boolean {
  return kinds.startsWith("'")
}

function kindsAt(shape: Shape, place: string): string {
  return [...(shape.get(place) ?? [])].sort().join(' or ')
}
