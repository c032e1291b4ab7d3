import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import {
  associationOf,
  type CustomFieldOwner,
  customFieldsOf,
  ownerOf,
} from '../store/custom-fields.ts'
import type { PlainRecord } from '../store/records.ts'

const OF_ASSOCIATION = ['object_type', 'custom_activity_type_id', 'custom_object_type_id']
const OWNERS = ['lead', 'contact', 'opportunity'] as const
const TYPES: Readonly<Record<string, string>> = {
  activity: 'custom_activity',
  custom_object: 'custom_object_type',
}

/** `GET /custom_field_schema/{object_type}/`: its custom fields, in their order. */
export function customFieldSchema(call: CloseCall, ids: readonly string[]): Dictionary {
  const owner = readOwner(call, ids)
  const fields = customFieldsOf(call.store, owner).map(({ id, values }) => ({
    id,
    ...values,
    associations: undefined,
    ...associationOf(values, owner),
  }))
  return { object_type: ids.join('/'), fields }
}

/** `PUT` on it: the order; what it leaves out comes last. */
export function orderCustomFields(
  call: CloseCall,
  ids: readonly string[],
  body: Dictionary,
): Dictionary {
  const owner = readOwner(call, ids)
  const fields = new FieldReader(body)
  fields.require('fields')
  const order = fields.objects('fields', []).map((field) => String(field['id']))
  const known = new Set(customFieldsOf(call.store, owner).map(({ id }) => id))
  if (!order.every((id) => known.has(id))) fields.reject('fields', 'Object does not exist.')
  fields.check()
  fields.refuseUnread('/custom_field_schema/')
  call.store.plain('custom_field_schema').put({ id: owner, values: { order }, ...auditOf(call) })
  return customFieldSchema(call, ids)
}

/** `POST /custom_field/shared/{scf_id}/association/`. */
export function associate(
  call: CloseCall,
  [id = '']: readonly string[],
  body: Dictionary,
): Dictionary {
  const field = sharedField(call, id)
  const {
    object_type: kind,
    custom_activity_type_id: activity,
    custom_object_type_id: object,
  } = body
  const type = {
    ...(activity !== undefined && { custom_activity_type_id: activity }),
    ...(object !== undefined && { custom_object_type_id: object }),
  }
  const owner = readOwner(call, ownerOf({ object_type: kind, ...type }).split('/'))
  if (associationOf(field.values, owner) !== undefined)
    throw CloseError.invalid('They are associated already.')
  return save(call, field, owner, { object_type: kind, ...type, ...readTerms(body, {}) })
}

/** What is under `/custom_field/shared/{scf_id}/association/{object_type}/`. */
export function association(
  call: CloseCall,
  [id = '', ...ids]: readonly string[],
  change?: Dictionary | null,
): Dictionary {
  const field = sharedField(call, id)
  const [kind, typeId] = ids
  const owner = ownerOf({ object_type: kind, custom_activity_type_id: typeId }) as CustomFieldOwner
  const found = associationOf(field.values, owner)
  if (found === undefined) throw CloseError.notFound('SharedCustomFieldAssociation')
  if (change === undefined) return found
  return save(call, field, owner, change && { ...found, ...readTerms(change, found) })
}

function save(
  call: CloseCall,
  field: PlainRecord,
  owner: CustomFieldOwner,
  made: Dictionary | null,
): Dictionary {
  const all = (field.values['associations'] ?? []) as readonly Dictionary[]
  const others = all.filter((one) => ownerOf(one) !== owner)
  const associations = made === null ? others : [...others, made]
  const values = { ...field.values, associations }
  call.store.plain('custom_field/shared').put({ ...field, ...auditOf(call, field), values })
  return made ?? {}
}

function readTerms(body: Dictionary, before: Dictionary): Dictionary {
  const fields = new FieldReader(body)
  const terms = {
    required: fields.boolean('required', before['required'] === true),
    editable_with_roles: fields.texts(
      'editable_with_roles',
      (before['editable_with_roles'] ?? []) as readonly string[],
    ),
  }
  for (const name of OF_ASSOCIATION) fields.raw(name)
  fields.check()
  fields.refuseUnread('/custom_field/shared/{scf_id}/association/')
  return terms
}

function sharedField({ store }: CloseCall, id: string): PlainRecord {
  const field = store.plain('custom_field/shared').get(id)
  if (field === undefined) throw CloseError.notFound('SharedCustomField')
  return field
}

function readOwner({ store }: CloseCall, [kind = '', typeId]: readonly string[]): CustomFieldOwner {
  const known = OWNERS.find((one) => one === kind)
  if (known !== undefined && typeId === undefined) return known
  const type = Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined
  if (type === undefined || typeId === undefined || !store.has(type, typeId)) {
    throw CloseError.fields({ object_type: 'Not a valid choice.' })
  }
  return `${kind as 'activity'}/${typeId}`
}
