import type { Dictionary } from '../../validation/containers.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ContactRecord, LeadRecord, OpportunityRecord, TaskRecord } from '../store/records.ts'
import type { Value } from './vocabulary.ts'

/** The values that a field of the search language has for one lead. */
export type LeadValues = (lead: LeadRecord) => readonly Value[]

/** Fields whose values are in the lead itself. */
const OWN_FIELDS: readonly (readonly [string, LeadValues])[] = [
  ...named(['id', 'lead_id'], (lead) => [lead.id]),
  ...named(['name', 'company', 'display_name', 'lead_name'], (lead) => [lead.name]),
  ...named(['description'], (lead) => [lead.description]),
  ...named(['url'], (lead) => [lead.url]),
  ...named(['status_id'], (lead) => [lead.status_id]),
  ...named(['created', 'date_created'], (lead) => [lead.date_created]),
  ...named(['updated', 'date_updated'], (lead) => [lead.date_updated]),
  ...named(['address'], (lead) => valuesOf(lead.addresses, 'address_1')),
  ...named(['city'], (lead) => valuesOf(lead.addresses, 'city')),
  ...named(['state'], (lead) => valuesOf(lead.addresses, 'state')),
  ...named(['zipcode'], (lead) => valuesOf(lead.addresses, 'zipcode')),
  ...named(['country'], (lead) => valuesOf(lead.addresses, 'country')),
]

/** Every field that leads can be searched by. */
export function leadFields(store: CloseStore): ReadonlyMap<string, LeadValues> {
  return new Map<string, LeadValues>([
    ...OWN_FIELDS,
    ...named(['status', 'lead_status', 'status_label'], (lead) => [
      store.leadStatus(lead.status_id)?.label,
    ]),
    ...contactFields(store),
    ...opportunityFields(store),
    ...taskFields(store),
  ])
}

/** Whether anything that a bare word is looked for in holds. Searches spend their time here. */
export function someLeadText(
  store: CloseStore,
  lead: LeadRecord,
  holds: (value: Value) => boolean,
): boolean {
  return (
    holds(lead.name) ||
    holds(lead.description) ||
    holds(lead.url) ||
    store.contacts.ofLead(lead.id).some((contact) => someContactText(contact, holds)) ||
    store.opportunities.ofLead(lead.id).some((opportunity) => holds(opportunity.note)) ||
    store.tasks.ofLead(lead.id).some((task) => holds(task.text))
  )
}

function someContactText(contact: ContactRecord, holds: (value: Value) => boolean): boolean {
  return (
    holds(contact.name) ||
    holds(contact.title) ||
    contact.emails.some((email) => holds(email['email'] as Value)) ||
    contact.phones.some((phone) => holds(phone['phone'] as Value))
  )
}

function contactFields(store: CloseStore): [string, LeadValues][] {
  const of = (names: readonly string[], values: (contact: ContactRecord) => readonly Value[]) =>
    named(names, (lead) => store.contacts.ofLead(lead.id).flatMap(values))
  return [
    ...of(['contact', 'contact_name'], (contact) => [contact.name]),
    ...of(['title', 'contact_title'], (contact) => [contact.title]),
    ...of(['email', 'email_address'], (contact) => valuesOf(contact.emails, 'email')),
    ...of(['phone', 'phone_number'], (contact) => valuesOf(contact.phones, 'phone')),
  ]
}

function opportunityFields(store: CloseStore): [string, LeadValues][] {
  const of = (names: readonly string[], value: (opportunity: OpportunityRecord) => Value) =>
    named(names, (lead) => store.opportunities.ofLead(lead.id).map(value))
  const statusOf = (one: OpportunityRecord) => store.opportunityStatus(one.status_id)
  return [
    ...of(['note', 'opportunity_note'], (one) => one.note),
    ...of(['opportunity_status'], (one) => statusOf(one)?.label),
    ...of(['opportunity_status_type'], (one) => statusOf(one)?.type),
    ...of(['opportunity_value'], (one) => one.value),
    ...of(['opportunity_confidence'], (one) => one.confidence),
    ...of(['opportunity_value_period'], (one) => one.value_period),
  ]
}

function taskFields(store: CloseStore): [string, LeadValues][] {
  const of = (names: readonly string[], value: (task: TaskRecord) => Value) =>
    named(names, (lead) => store.tasks.ofLead(lead.id).map(value))
  return [
    ...of(['task', 'task_text'], (task) => task.text),
    ...of(['task_date'], (task) => task.date),
    ...of(['task_completed'], (task) => task.is_complete),
  ]
}

function named(names: readonly string[], values: LeadValues): [string, LeadValues][] {
  return names.map((name) => [name, values])
}

function valuesOf(objects: readonly Dictionary[], name: string): readonly Value[] {
  return objects.map((object) => object[name] as Value)
}
