import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ContactRecord, PlainRecord } from '../store/records.ts'
import { auditRows, customIn, type FieldRow, fieldsOf } from './fields.ts'
import { phone, quantity, type TextTests, text, type Value, word } from './kinds.ts'
import { type Nested, nestedIn, type Search, searchFor, type Vocabulary } from './search.ts'

/** A search over contacts. */
export function contactSearch(call: CloseCall, query: string): Search<ContactRecord> {
  return searchFor(query, contactVocabulary(call.store), call)
}

export function contactVocabulary(store: CloseStore): Vocabulary<ContactRecord> {
  const rows: readonly FieldRow<ContactRecord>[] = [
    ['id', word, (one) => [one.id]],
    ['lead_id', word, (one) => [one.lead_id]],
    ['lead lead_name', text, (one) => [store.leads.get(one.lead_id)?.name]],
    ['name', text, (one) => [one.name]],
    ...REACHED_BY,
    ['title', text, (one) => [one.title]],
    ['url', text, (one) => valuesOf(one.urls, 'url')],
    ['emails email_addresses', quantity, (one) => [one.emails.length]],
    ['phones phone_numbers', quantity, (one) => [one.phones.length]],
    ['urls', quantity, (one) => [one.urls.length]],
    ...auditRows<ContactRecord>(store),
  ]
  return {
    id: (one) => one.id,
    someText: someContactText,
    fields: fieldsOf(rows),
    custom: customIn(store, 'contact', (one) => one.custom),
    nested: new Map([['sequence_subscription', subscriptions(store)]]),
  }
}

/** Under these names, leads are found by their contacts too. */
export const REACHED_BY: readonly FieldRow<ContactRecord>[] = [
  ['email email_address', text, (one) => valuesOf(one.emails, 'email')],
  ['phone phone_number', phone, (one) => valuesOf(one.phones, 'phone')],
]

/** `sequence_subscription(sequence:* status:active)`. */
function subscriptions(store: CloseStore): Nested<ContactRecord> {
  const nameOf = (id: unknown): Value => store.plain('sequence').get(String(id))?.values['name']
  const rows: readonly FieldRow<PlainRecord>[] = [
    ['id', word, (one) => [one.id]],
    ['sequence sequence_id', word, ({ values: { sequence_id: id } }) => [id, nameOf(id)]],
    ['status', word, ({ values }) => [values['status']]],
    ...auditRows<PlainRecord>(store),
  ]
  return nestedIn(
    ({ id }) =>
      Array.from(store.plain('sequence_subscription').all()).filter(
        ({ values }) => values['contact_id'] === id,
      ),
    () => ({ id: (one) => one.id, someText: () => false, fields: fieldsOf(rows) }),
  )
}

export function someContactText(one: ContactRecord, tests: TextTests): boolean {
  return (
    tests.text(one.name) ||
    tests.text(one.title) ||
    one.emails.some((email) => tests.text(email['email'])) ||
    one.phones.some((entry) => tests.phone(entry['phone']))
  )
}

export function valuesOf(objects: readonly Dictionary[], name: string): readonly Value[] {
  return objects.map((object) => object[name])
}
