import type { CloseStore } from '../store/close-store.ts'
import {
  type DumpedContact,
  type DumpedOpportunity,
  type DumpedTask,
  dumpLead,
  dumpSeeded,
} from './dump.ts'
import type { SeededLead } from './seed.ts'

/** How one lead differs from its seed. */
export interface LeadChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly name: string
  /** What changed, each in a few words; empty for a lead that came or went whole. */
  readonly details: readonly string[]
}

/** What has happened to a store since leads were seeded. */
export function seedDiff(store: CloseStore, seeded: readonly SeededLead[]): readonly LeadChange[] {
  const seededIds = new Set(seeded.map(({ id }) => id))
  const kept = seeded.flatMap((one) => changeOf(store, one))
  const added = [...store.leads.all()]
    .filter(({ id }) => !seededIds.has(id))
    .map(({ name }): LeadChange => ({ kind: 'added', name, details: [] }))
  return [...kept, ...added]
}

function changeOf(store: CloseStore, { id, lead: seeded }: SeededLead): LeadChange[] {
  const record = store.leads.get(id)
  if (record === undefined) return [{ kind: 'removed', name: seeded.name, details: [] }]
  const seed = dumpSeeded(store.account, seeded)
  const lead = dumpLead(store, record)
  const details = [
    ...textChange('name', seed.name, lead.name),
    ...textChange('status', seed.status, lead.status),
    ...listChange('contact', seed.contacts, lead.contacts, contactText),
    ...listChange('opportunity', seed.opportunities, lead.opportunities, opportunityText),
    ...listChange('task', seed.tasks, lead.tasks, taskText),
  ]
  return details.length === 0 ? [] : [{ kind: 'changed', name: lead.name, details }]
}

function textChange(what: string, before: string | null, after: string | null): string[] {
  return before === after ? [] : [`${what}: ${before ?? 'none'} → ${after ?? 'none'}`]
}

/** What is in one list and not in the other; two that say the same are the same. */
function listChange<Item>(
  what: string,
  before: readonly Item[],
  after: readonly Item[],
  text: (item: Item) => string,
): string[] {
  const left = before.map(text)
  const added: string[] = []
  for (const item of after.map(text)) {
    const index = left.indexOf(item)
    if (index === -1) added.push(item)
    else left.splice(index, 1)
  }
  return [
    ...left.map((item) => `${what} gone: ${item}`),
    ...added.map((item) => `${what} new: ${item}`),
  ]
}

function contactText({ name, emails, phones }: DumpedContact): string {
  const reached = [...(emails ?? []), ...(phones ?? [])].map(
    (entry) => entry['email'] ?? entry['phone'],
  )
  return [name ?? 'unnamed', ...reached].join(', ')
}

function opportunityText({ note, value, confidence, period }: DumpedOpportunity): string {
  return `${note} (${value ?? 'no'} cents, ${confidence ?? '?'} %, ${period ?? 'no period'})`
}

function taskText({ description, date, completed, assignee_id: assignee }: DumpedTask): string {
  const state = completed === true ? 'done' : 'open'
  return `${description} (${date ?? 'no date'}, ${state}${assignee === null ? '' : `, ${assignee}`})`
}
