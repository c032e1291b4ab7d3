import type { SeedContact, SeedData, SeedLead, SeedOpportunity, SeedTask } from './close-data.ts'
import type { CloseStore } from './close-store.ts'
import { dumpLead } from './dump.ts'

/** A lead that was seeded, and the id it got. */
export interface SeededLead {
  readonly id: string
  readonly lead: SeedLead
}

/** How one lead differs from its seed. */
export interface LeadChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly name: string
  /** What changed, each in a few words; empty for a lead that came or went whole. */
  readonly details: readonly string[]
}

/** What has happened to a store since it was seeded. */
export function seedDiff(store: CloseStore, seeded: readonly SeededLead[]): readonly LeadChange[] {
  const seededIds = new Set(seeded.map(({ id }) => id))
  const kept = seeded.flatMap(({ id, lead }) => changeOf(store, id, lead))
  const added = [...store.leads.all()]
    .filter(({ id }) => !seededIds.has(id))
    .map(({ name }): LeadChange => ({ kind: 'added', name, details: [] }))
  return [...kept, ...added]
}

function changeOf(store: CloseStore, id: string, seed: SeedLead): LeadChange[] {
  const record = store.leads.get(id)
  if (record === undefined) return [{ kind: 'removed', name: seed.name, details: [] }]
  const lead = dumpLead(store, record)
  const details = [
    ...textChange('name', seed.name, lead.name),
    ...textChange('status', seed.status ?? store.leadStatuses[0]?.label ?? null, lead.status),
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
  before: readonly Item[] | null,
  after: readonly Item[] | null,
  text: (item: Item) => string,
): string[] {
  const left = (before ?? []).map(text)
  const added: string[] = []
  for (const item of (after ?? []).map(text)) {
    const index = left.indexOf(item)
    if (index === -1) added.push(item)
    else left.splice(index, 1)
  }
  return [
    ...left.map((item) => `${what} gone: ${item}`),
    ...added.map((item) => `${what} new: ${item}`),
  ]
}

function contactText({ name, emails, phones }: SeedContact): string {
  const reached = [...(emails ?? []), ...(phones ?? [])].map(
    (entry) => entry['email'] ?? entry['phone'],
  )
  return [name ?? 'unnamed', ...reached].join(', ')
}

function opportunityText({ note, value, confidence, period }: SeedOpportunity): string {
  return `${note} (${value ?? 'no'} cents, ${confidence ?? '?'} %, ${period ?? 'no period'})`
}

function taskText({ description, date, completed, assignee_id: assignee }: SeedTask): string {
  const state = completed === true ? 'done' : 'open'
  return `${description} (${date ?? 'no date'}, ${state}${assignee === null ? '' : `, ${assignee}`})`
}

/** The leads of seed data, paired with the ids that they got. */
export function pairSeeded(data: SeedData, ids: readonly string[]): readonly SeededLead[] {
  return (data.leads ?? []).flatMap((lead, index) => {
    const id = ids[index]
    return id === undefined ? [] : [{ id, lead }]
  })
}
