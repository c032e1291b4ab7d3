import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { contactView } from '../views/contact-view.ts'
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
    call.store.contacts.delete(findContact(call, id).id)
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
    emails: readEmails(fields, before),
    phones: readPhones(fields, before),
    urls: fields.objects('urls', before?.urls ?? []),
    custom: readCustom(call, fields, 'contact', before?.custom ?? {}),
    ...auditOf(call, before),
  }
  fields.check()
  fields.refuseOthers('/contact/', () => contactView(call.store, contact))
  return contact
}

/** That Close refuses an empty address is known from a client's own tests; the rest is inferred. */
function readEmails(fields: FieldReader, before: ContactRecord | undefined): readonly Dictionary[] {
  const emails = fields.objects('emails', before?.emails ?? [])
  if (
    fields.has('emails') &&
    !emails.every(({ email }) => email === undefined || isEmailAddress(email))
  ) {
    fields.reject('emails', 'Invalid email address.')
  }
  return emails
}

/** Stored in the recorded form; that Close refuses what has no digit in it is inferred. */
function readPhones(fields: FieldReader, before: ContactRecord | undefined): readonly Dictionary[] {
  if (!fields.has('phones')) return before?.phones ?? []
  const phones = fields.objects('phones', [])
  if (!phones.every(({ phone }) => phone === undefined || isPhone(phone))) {
    fields.reject('phones', 'Invalid phone number.')
  }
  return phones.map((entry) =>
    typeof entry['phone'] === 'string' ? { ...entry, phone: normalPhone(entry['phone']) } : entry,
  )
}

function isPhone(value: unknown): boolean {
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
