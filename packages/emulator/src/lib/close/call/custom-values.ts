import { isDeepStrictEqual } from 'node:util'

import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import { type CustomFieldOwner, customFieldsOf } from '../store/custom-fields.ts'
import type { PlainRecord } from '../store/records.ts'
import type { CloseCall } from './close-call.ts'
import type { FieldReader } from './field-reader.ts'
import { momentOf } from './moment.ts'

const PREFIX = 'custom.'

/**
 * Reads custom fields, sent as `custom` or one by one as `custom.<id>`; a field may be named by
 * its id or, as in older clients, by its name. The rest stays, and `null` goes. That Close refuses
 * fields that nobody defined, and the texts of refusals, are inferred.
 */
export function readCustom(
  call: CloseCall,
  fields: FieldReader,
  owner: CustomFieldOwner,
  before: Dictionary,
): Dictionary {
  const sent = sentValues(fields)
  if (sent.length === 0) return before
  const known = customFieldsOf(call.store, owner)
  const values: Record<string, unknown> = { ...before }
  for (const [name, value] of sent) {
    const field = known.find((one) => one.id === name || one.values['name'] === name)
    // Both forms are shown; in what is sent back, the one that was changed counts.
    if (field && isDeepStrictEqual(value, before[field.id])) continue
    const read = field && readValue(call, field, value)
    if (field === undefined) fields.reject(PREFIX + name, 'This custom field does not exist.')
    else if (typeof read === 'string') fields.reject(PREFIX + name, read)
    else if (read?.value === null) delete values[field.id]
    else values[field.id] = read?.value
  }
  return values
}

/** Rejects what a record needs and does not have. */
export function requireCustom(
  call: CloseCall,
  fields: FieldReader,
  owner: CustomFieldOwner,
  values: Dictionary,
): void {
  for (const { id, values: field } of customFieldsOf(call.store, owner)) {
    if (field['required'] === true && values[id] === undefined) fields.require(PREFIX + id)
  }
}

function sentValues(fields: FieldReader): readonly (readonly [string, unknown])[] {
  const whole = fields.raw('custom')
  if (whole !== undefined && !isDictionary(whole)) fields.reject('custom', 'Expected an object.')
  const single = fields
    .namesFrom(PREFIX)
    .map((name) => [name.slice(PREFIX.length), fields.raw(name)] as const)
  return [...(isDictionary(whole) ? Object.entries(whole) : []), ...single]
}

/** The value as it is kept, or what is wrong with it. */
function readValue(
  call: CloseCall,
  { values: field }: PlainRecord,
  value: unknown,
): { readonly value: unknown } | string {
  if (value === null) return { value }
  if (field['accepts_multiple_values'] !== true) return readOne(call, field, value)
  const read = [value].flat().map((one) => readOne(call, field, one))
  const wrong = read.find((one) => typeof one === 'string')
  return wrong ?? { value: read.map((one) => (typeof one === 'string' ? one : one.value)) }
}

function readOne(
  call: CloseCall,
  field: Dictionary,
  value: unknown,
): { readonly value: unknown } | string {
  const { store } = call
  const text = typeof value === 'string' ? value : ''
  switch (field['type']) {
    case 'hidden':
      return { value }
    case 'number': {
      const number = DECIMAL.test(text) ? Number(text) : value
      return Number.isFinite(number) ? { value: number } : 'Expected a number.'
    }
    case 'date':
    case 'datetime':
      return momentOf(text) === undefined ? 'Expected a date or a date-time.' : { value }
    case 'choices':
      return (field['choices'] as readonly unknown[]).includes(value)
        ? { value }
        : 'Not a valid choice.'
    case 'user': {
      const { id, first_name: first, last_name: last } = store.account.user
      return text === id || text === `${first} ${last}` ? { value: id } : NOBODY
    }
    case 'contact':
      return store.has('contact', text) ? { value } : NOBODY
    case 'custom_object':
      return store.has('custom_object', text) ? { value } : NOBODY
    default:
      return typeof value === 'string' ? { value } : 'Expected a string.'
  }
}

const DECIMAL = /^\s*-?\d+(?:\.\d+)?\s*$/
const NOBODY = 'Object does not exist.'
