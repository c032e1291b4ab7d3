import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { contactView } from '../views/contact-view.ts'
import { FieldReader } from '../call/field-reader.ts'
import { addLead } from './lead-record.ts'
import { newestFirst, pageOf } from '../call/page.ts'
import { contactQuery } from '../query/contact-query.ts'
import type { ContactRecord } from '../store/records.ts'
import type { Resource } from '../call/resource.ts'

/** `/contact/`: people at leads. */
export const contacts: Resource = {
  list(call, parameters) {
    const { lead_id: leadId, query } = parameters
    const passes = contactQuery(call, query ?? '')
    const rows =
      leadId === undefined ? call.store.contacts.all() : call.store.contacts.ofLead(leadId)
    const found = newestFirst(rows, passes)
    return pageOf(found, parameters, (contact) => contactView(call.store, contact))
  },
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
    phones: fields.objects('phones', before?.phones ?? []),
    urls: fields.objects('urls', before?.urls ?? []),
    custom: fields.custom(before?.custom ?? {}),
    ...auditOf(call, before),
  }
  fields.check()
  return contact
}

/** That Close refuses an empty address is known from a client's own tests; its text is inferred. */
function readEmails(fields: FieldReader, before: ContactRecord | undefined): readonly Dictionary[] {
  const emails = fields.objects('emails', before?.emails ?? [])
  const isSent = fields.has('emails')
  if (isSent && emails.some(({ email }) => email === '')) {
    fields.reject('emails', 'Invalid email address.')
  }
  return emails
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
