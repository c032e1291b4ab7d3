import { isDeepStrictEqual } from 'node:util'

import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { contactView, emailView, phoneView } from '../views/contact-view.ts'
import { readCustom } from '../call/custom-values.ts'
import { FieldReader, isEmailAddress } from '../call/field-reader.ts'
import { addLead } from './lead-record.ts'
import { pageOf } from '../call/page.ts'
import { CONTACT_LIST, findContacts } from '../lists/contact-list.ts'
import { normalPhone } from '../store/phone.ts'
import type { ContactRecord } from '../store/records.ts'
import type { Resource } from '../call/resource.ts'

/** `/contact/`: people at leads. */
export const contacts: Resource = {
  listing: CONTACT_LIST,
  list: (call, parameters) =>
    pageOf(findContacts(call, parameters), parameters, (one) => contactView(call.store, one)),
  get: (call, id) => contactView(call.store, findContact(call, id)),
  create(call, body) {
    const contact = readContact(call, leadOf(call, body), body)
    if (!call.store.leads.get(contact.lead_id)) addLead(call, contact.lead_id, contact.name ?? '')
    call.store.contacts.put(contact)
    return contactView(call.store, contact)
  },
  update(call, id, body) {
    const before = findContact(call, id)
    const contact = readContact(call, before.lead_id, body, before)
    call.store.contacts.put(contact)
    return contactView(call.store, contact)
  },
  delete(call, id) {
    call.store.deleteContact(findContact(call, id))
  },
}

/** Reads a contact from a body; nothing is stored yet. Lists are replaced whole, as recorded. */
export function readContact(
  call: CloseCall,
  leadId: string,
  body: Dictionary,
  before?: ContactRecord,
): ContactRecord {
  const fields = new FieldReader(body)
  const contact: ContactRecord = {
    id: before?.id ?? call.store.ids.next('cont'),
    lead_id: leadId,
    name: fields.nullableText('name', before?.name ?? null),
    title: fields.text('title', before?.title ?? ''),
    emails: readEmails(call, fields, before),
    phones: readPhones(fields, before),
    urls: fields.objects('urls', before?.urls ?? [], ['url', 'type']),
    custom: readCustom(call, fields, 'contact', before?.custom ?? {}),
    ...auditOf(call, before),
  }
  fields.check()
  if (body['lead_id'] === null) fields.raw('lead_id')
  const show = (one: ContactRecord): Dictionary => contactView(call.store, one)
  fields.refuseOthers('/contact/', show, contact, before)
  return contact
}

/** That Close refuses an empty address is known from a client's own tests; the rest is inferred. */
function readEmails(call: CloseCall, fields: FieldReader, before?: ContactRecord): Entries {
  const stored = before?.emails ?? []
  const shown = stored.map((entry) => emailView(call.store, entry))
  const known = ['email', 'type', 'is_unsubscribed']
  return readEntries(fields, 'emails', { stored, shown, known }, (entry) => {
    const { email } = entry
    if (email === undefined || isEmailAddress(email)) return entry
    fields.reject('emails', 'Invalid email address.')
    return entry
  })
}

/**
 * Stored in the recorded form; that Close refuses what has no digit in it is inferred. How a number
 * is shown, and its country, follow from it.
 */
function readPhones(fields: FieldReader, before?: ContactRecord): Entries {
  const stored = before?.phones ?? []
  const known = ['phone', 'type', 'country', 'phone_formatted']
  const shown = stored.map(phoneView)
  return readEntries(fields, 'phones', { stored, shown, known }, (entry) => {
    const { phone, country: _country, phone_formatted: _formatted, ...others } = entry
    if (phone === undefined) return others
    if (isPhone(phone)) return { ...others, phone: normalPhone(phone) }
    fields.reject('phones', 'Invalid phone number.')
    return entry
  })
}

type Entries = readonly Dictionary[]

/** What is sent in a list that is replaced whole; an entry as it is shown stays as it is. */
function readEntries(
  fields: FieldReader,
  name: string,
  { stored, shown, known }: { stored: Entries; shown: Entries; known: readonly string[] },
  read: (entry: Dictionary) => Dictionary,
): Entries {
  const sent = fields.objects(name, stored, known, shown)
  if (sent === stored) return stored
  return sent.map(
    (entry) => stored[shown.findIndex((one) => isDeepStrictEqual(one, entry))] ?? read(entry),
  )
}

function isPhone(value: unknown): value is string {
  return typeof value === 'string' && /\d/.test(value)
}

/** The lead a new contact belongs to; without one, a lead named after the contact is made. */
function leadOf(call: CloseCall, body: Dictionary): string {
  const fields = new FieldReader(body)
  const leadId = fields.nullableReference('lead_id', null, (id) => !!call.store.leads.get(id))
  fields.check()
  return leadId ?? call.store.ids.next('lead')
}

function findContact(call: CloseCall, id: string): ContactRecord {
  const contact = call.store.contacts.get(id)
  if (contact === undefined) throw CloseError.notFound('Contact')
  return contact
}
