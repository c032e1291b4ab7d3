import type { CloseCall } from '../call/close-call.ts'
import type { ContactRecord } from '../store/records.ts'
import { parseQuery } from './parse-query.ts'
import { compile, type Value, type Vocabulary } from './vocabulary.ts'

type ContactValues = (contact: ContactRecord) => readonly Value[]

/** A search over contacts. */
export function contactQuery(call: CloseCall, query: string): (contact: ContactRecord) => boolean {
  const fields = contactFields((leadId) => call.store.leads.get(leadId)?.name)
  const vocabulary: Vocabulary<ContactRecord> = {
    someText: (contact, holds) =>
      [contact.name, contact.title, ...emailsOf(contact), ...phonesOf(contact)].some(holds),
    field: (name) => fields.get(name),
  }
  return compile(parseQuery(query).condition, vocabulary, call.now)
}

function contactFields(
  leadName: (leadId: string) => string | undefined,
): ReadonlyMap<string, ContactValues> {
  return new Map<string, ContactValues>([
    ['id', (contact) => [contact.id]],
    ['lead_id', (contact) => [contact.lead_id]],
    ['lead', (contact) => [leadName(contact.lead_id)]],
    ['name', (contact) => [contact.name]],
    ['title', (contact) => [contact.title]],
    ['email', emailsOf],
    ['email_address', emailsOf],
    ['phone', phonesOf],
    ['phone_number', phonesOf],
    ['created', (contact) => [contact.date_created]],
    ['date_created', (contact) => [contact.date_created]],
    ['updated', (contact) => [contact.date_updated]],
    ['date_updated', (contact) => [contact.date_updated]],
  ])
}

function emailsOf(contact: ContactRecord): readonly Value[] {
  return contact.emails.map((email) => email['email'] as Value)
}

function phonesOf(contact: ContactRecord): readonly Value[] {
  return contact.phones.map((phone) => phone['phone'] as Value)
}
