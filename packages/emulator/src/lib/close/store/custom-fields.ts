import type { Dictionary } from '../../validation/containers.ts'
import type { CloseStore } from './close-store.ts'
import type { PlainRecord } from './records.ts'

/**
 * What has custom fields: leads, contacts, opportunities, the activities or the objects of a
 * type, as in the path of a custom field schema.
 */
export type CustomFieldOwner =
  | 'lead'
  | 'contact'
  | 'opportunity'
  | `activity/${string}`
  | `custom_object/${string}`

/** The custom fields of an owner, in the order of its schema. */
export function customFieldsOf(store: CloseStore, owner: CustomFieldOwner): readonly PlainRecord[] {
  const [kind = '', typeId] = owner.split('/')
  const own = Array.from(store.plain(`custom_field/${OWN_PATHS[kind] ?? kind}`).all())
  const shared = Array.from(store.plain('custom_field/shared').all())
  const found = [
    ...own.filter(({ values }) => typeId === undefined || typeIdOf(values) === typeId),
    ...shared.filter(({ values }) => associationOf(values, owner) !== undefined),
  ]
  const order = (store.plain('custom_field_schema').get(owner)?.values['order'] ?? []) as string[]
  const place = ({ id }: PlainRecord): number =>
    (order.indexOf(id) + order.length + 1) % (order.length + 1)
  return found.toSorted((one, other) => place(one) - place(other))
}

/** What custom fields hold, by their names and by their ids. */
export function customValues(
  store: CloseStore,
  owner: CustomFieldOwner,
  custom: Dictionary,
): Dictionary {
  if (Object.keys(custom).length === 0) return custom
  const held = customFieldsOf(store, owner).filter(({ id }) => custom[id] !== undefined)
  return Object.fromEntries(
    held.flatMap(({ id, values }) => [
      [String(values['name']), custom[id]],
      [id, custom[id]],
    ]),
  )
}

/** How a shared custom field belongs to an owner, if it does. */
export function associationOf(values: Dictionary, owner: CustomFieldOwner): Dictionary | undefined {
  const all = (values['associations'] ?? []) as readonly Dictionary[]
  return all.find((association) => ownerOf(association) === owner)
}

/** Whose fields an association means. */
export function ownerOf(association: Dictionary): string {
  const kind = String(association['object_type'])
  const typeId = typeIdOf(association)
  return typeId === undefined ? kind : `${SCHEMA_KINDS[kind] ?? kind}/${typeId}`
}

/** Custom objects keep their fields under the name of their type. */
const OWN_PATHS: Readonly<Record<string, string>> = { custom_object: 'custom_object_type' }
const SCHEMA_KINDS: Readonly<Record<string, string>> = {
  custom_activity_type: 'activity',
  custom_object_type: 'custom_object',
}

function typeIdOf(values: Dictionary): string | undefined {
  const typeId = values['custom_activity_type_id'] ?? values['custom_object_type_id']
  return typeof typeId === 'string' ? typeId : undefined
}
