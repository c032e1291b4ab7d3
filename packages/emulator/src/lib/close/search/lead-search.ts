import type { CloseCall } from '../call/close-call.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ContactRecord, LeadRecord, OpportunityRecord, TaskRecord } from '../store/records.ts'
import type { Row, Table } from '../store/table.ts'
import { activitiesOfType, activityVocabulary } from './activity-search.ts'
import { contactVocabulary, REACHED_BY, someContactText, valuesOf } from './contact-search.ts'
import { auditRows, customIn, type FieldRow, fieldsOf, fieldsWithin } from './fields.ts'
import { boolean, moment, money, number, quantity, text, word } from './kinds.ts'
import { opportunityVocabulary, statusType, valuePeriod } from './opportunity-search.ts'
import { type Nested, nestedIn, type Search, searchFor, type Vocabulary } from './search.ts'
import { taskVocabulary } from './task-search.ts'

/** Activities by the name of one and of many, in searches. */
const ACTIVITIES: readonly (readonly [type: string, one: string, many: string])[] = [
  ['Call', 'call', 'calls'],
  ['Email', 'email', 'emails'],
  ['SMS', 'sms', 'sms_messages'],
  ['WhatsAppMessage', 'whatsapp_message', 'whatsapp_messages'],
  ['Meeting', 'meeting', 'meetings'],
  ['Note', 'note', 'notes'],
]

const ADDRESS_LINES = ['address_1', 'address_2']

/** A search over leads and everything nested in them (that nested data is searched is inferred). */
export function leadSearch(call: CloseCall, query: string): Search<LeadRecord> {
  return searchFor(query, leadVocabulary(call.store), call)
}

export function leadVocabulary(store: CloseStore): Vocabulary<LeadRecord> {
  return {
    id: (lead) => lead.id,
    someText: (lead, tests) =>
      tests.text(lead.name) ||
      tests.text(lead.description) ||
      tests.text(lead.url) ||
      lead.addresses.some((address) => Object.values(address).some(tests.text)) ||
      store.contacts.ofLead(lead.id).some((contact) => someContactText(contact, tests)) ||
      store.opportunities.ofLead(lead.id).some(({ note }) => tests.text(note)) ||
      store.tasks.ofLead(lead.id).some((task) => tests.text(task.text)),
    fields: fieldsOf([
      ...ownRows(store),
      ...countRows(store),
      ...fieldsWithin(inLead(store.contacts), CONTACT_ROWS),
      ...fieldsWithin(inLead(store.opportunities), dealRows(store)),
      ...fieldsWithin(inLead(store.tasks), TASK_ROWS),
    ]),
    custom: customIn(store, 'lead', (lead) => lead.custom),
    nested: new Map(nestedRows(store)),
    saved: (name) => savedText(store, name),
  }
}

function ownRows(store: CloseStore): readonly FieldRow<LeadRecord>[] {
  return [
    ['id lead_id', word, (lead) => [lead.id]],
    ['name company display_name lead_name', text, (lead) => [lead.name]],
    ['description', text, (lead) => [lead.description]],
    ['url', text, (lead) => [lead.url]],
    ['status_id', word, (lead) => [lead.status_id]],
    ['status lead_status status_label', word, (lead) => [store.leadStatus(lead.status_id)?.label]],
    ['address', text, (lead) => ADDRESS_LINES.flatMap((name) => valuesOf(lead.addresses, name))],
    ...['city', 'state', 'zipcode', 'country'].map((name): FieldRow<LeadRecord> => {
      return [name, text, (lead) => valuesOf(lead.addresses, name)]
    }),
    ...auditRows<LeadRecord>(store),
  ]
}

function countRows(store: CloseStore): readonly FieldRow<LeadRecord>[] {
  const contacts = inLead(store.contacts)
  return [
    ['addresses', quantity, (lead) => [lead.addresses.length]],
    ['contacts', quantity, (lead) => [contacts(lead).length]],
    ['email_addresses', quantity, (lead) => [contacts(lead).flatMap((one) => one.emails).length]],
    ['phone_numbers', quantity, (lead) => [contacts(lead).flatMap((one) => one.phones).length]],
    ['opportunities', quantity, (lead) => [store.opportunities.ofLead(lead.id).length]],
    ['tasks', quantity, (lead) => [store.tasks.ofLead(lead.id).length]],
    ['activities', quantity, (lead) => [store.activities.ofLead(lead.id).length]],
    ...ACTIVITIES.map(([type, , many]): FieldRow<LeadRecord> => {
      return [many, quantity, (lead) => [activitiesOfType(store, lead.id, type).length]]
    }),
  ]
}

function dealRows(store: CloseStore): readonly FieldRow<OpportunityRecord>[] {
  const statusOf = (one: OpportunityRecord) => store.opportunityStatus(one.status_id)
  return [
    ['note opportunity_note', text, (one) => [one.note]],
    ['opportunity_status', word, (one) => [statusOf(one)?.label]],
    ['opportunity_status_type', statusType, (one) => [statusOf(one)?.type]],
    ['opportunity_value', money, (one) => [one.value]],
    ['opportunity_confidence', number, (one) => [one.confidence]],
    ['opportunity_value_period', valuePeriod, (one) => [one.value_period]],
  ]
}

const CONTACT_ROWS: readonly FieldRow<ContactRecord>[] = [
  ['contact contact_name', text, (contact) => [contact.name]],
  ['title contact_title', text, (contact) => [contact.title]],
  ...REACHED_BY,
]

const TASK_ROWS: readonly FieldRow<TaskRecord>[] = [
  ['task task_text', text, (task) => [task.text]],
  ['task_date task_due', moment, (task) => [task.date]],
  ['task_completed', boolean, (task) => [task.is_complete]],
]

function nestedRows(store: CloseStore): readonly (readonly [string, Nested<LeadRecord>])[] {
  const { contacts, opportunities, tasks, activities } = store
  const activity = () => activityVocabulary(store)
  return [
    ['contact', nestedIn(inLead(contacts), () => contactVocabulary(store))],
    ['opportunity', nestedIn(inLead(opportunities), () => opportunityVocabulary(store))],
    ['task', nestedIn(inLead(tasks), () => taskVocabulary(store))],
    ['activity', nestedIn(inLead(activities), activity)],
    ...ACTIVITIES.map(([type, one]): [string, Nested<LeadRecord>] => {
      return [one, nestedIn(({ id }) => activitiesOfType(store, id, type), activity)]
    }),
  ]
}

/** A saved search that has a text; what is saved in another form is not looked into. */
function savedText(store: CloseStore, name: string): string | undefined {
  const found = Array.from(store.plain('saved_search').all()).find(
    ({ id, values }) => id === name || values['name'] === name,
  )
  const query = found?.values['query']
  return typeof query === 'string' ? query : undefined
}

/** What a table has of a lead. */
function inLead<Inner extends Row>(table: Table<Inner>): (lead: LeadRecord) => readonly Inner[] {
  return ({ id }) => table.ofLead(id)
}
