import { identityOf } from '../compare/identity.ts'
import { contentKey } from '../compare/same-value.ts'
import { type Shape, withoutNull } from '../document/shape.ts'
import type { Cast } from '../families/cast.ts'
import { Later, Members, NUMBER, type Scene, sceneOf } from '../families/later.ts'
import { cohere } from './cohere.ts'

/** A draft as data about a cast: who is meant is filled in, parts of one name are there once. */
export function settle(shape: Shape, draft: unknown, cast: Cast): unknown {
  return settled(shape, draft, sceneOf(cast, 0))
}

function settled(shape: Shape, draft: unknown, scene: Scene): unknown {
  const plain = withoutNull(shape)
  if (draft instanceof Later) return draft.make(scene)
  if (draft instanceof Members) return membersOf(plain, draft, scene)
  if (Array.isArray(draft)) {
    const items: Shape = plain.kind === 'list' ? plain.items : { kind: 'any' }
    return onceEach(
      items,
      draft.map((item) => settled(items, item, scene)),
    )
  }
  if (typeof draft !== 'object' || draft === null) return draft
  return settledObject(plain, draft, scene)
}

function settledObject(shape: Shape, draft: object, outer: Scene): unknown {
  const { [NUMBER]: own } = draft as { readonly [NUMBER]?: number }
  const scene = own === undefined ? outer : sceneOf(outer.cast, own)
  const entries = Object.entries(draft).map(([name, value]) => {
    const field = shape.kind === 'object' ? shape.fields.get(name)?.shape : undefined
    return [name, settled(field ?? { kind: 'any' }, value, scene)]
  })
  const data = Object.fromEntries(entries) as Readonly<Record<string, unknown>>
  return shape.kind === 'object' ? cohere(shape.name, data) : data
}

function membersOf(shape: Shape, { members }: Members, { cast }: Scene): unknown {
  const values: Shape = shape.kind === 'map' ? shape.values : { kind: 'any' }
  const entries = members.map(([number, draft]) => {
    const scene = sceneOf(cast, number)
    return [scene.person.email, settled(values, draft, scene)]
  })
  return Object.fromEntries(entries)
}

/** Parts that have a name, each name once: nothing else tells them apart. */
function onceEach(shape: Shape, parts: readonly unknown[]): readonly unknown[] {
  const identity = identityOf(shape)
  const isFree = withoutNull(shape).kind === 'map'
  if (identity === undefined && !isFree) return parts
  const seen = new Set<unknown>()
  return parts.filter((part) => {
    const name =
      identity === undefined
        ? contentKey(part)
        : (part as Readonly<Record<string, unknown>>)[identity]
    if (name === undefined || !seen.has(name)) return seen.add(name)
    return false
  })
}
