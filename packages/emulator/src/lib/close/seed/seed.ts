import type { Dictionary } from '../../validation/containers.ts'
import { closeTimestamp } from '../../world/timestamps.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { Audit, LeadStatus } from '../store/records.ts'
import type { SeedContact, SeedData, SeedLead, SeedOpportunity, SeedTask } from './plain-seed.ts'

/** Shared by every record that has none: most have none, and nothing changes them. */
const NO_OBJECTS: readonly Dictionary[] = Object.freeze([])
const NO_FIELDS: Dictionary = Object.freeze({})

/** A lead of the seed, and the id that it got. */
export interface SeededLead {
  readonly id: string
  readonly lead: SeedLead
}

export interface SeedCounts {
  readonly leads: number
  readonly records: number
}

/** How much a seed has in it. */
export function countSeed({ leads }: SeedData): SeedCounts {
  let records = 0
  for (const { contacts, opportunities, tasks } of leads ?? []) {
    records += 1 + (contacts?.length ?? 0) + (opportunities?.length ?? 0) + (tasks?.length ?? 0)
  }
  return { leads: leads?.length ?? 0, records }
}

/**
 * Adds seed data to what is in the store, as Close's `initialize` does.
 *
 * The reference sets no bounds on confidence, period, date or status, and nothing is recorded
 * about how the service treats odd ones, so they are kept as they came; a lead status that the
 * organization does not have is added to it (inferred).
 */
export function seedStore(store: CloseStore, data: SeedData, now: Date): readonly SeededLead[] {
  const seeding = new Seeding(store, now)
  return (data.leads ?? []).map((lead) => ({ id: seeding.addLead(lead), lead }))
}

class Seeding {
  readonly #store: CloseStore
  readonly #today: string
  readonly #audit: Audit
  readonly #statuses: Map<string, LeadStatus>
  readonly #opportunityStatusId: string

  constructor(store: CloseStore, now: Date) {
    const userId = store.account.user.id
    const timestamp = closeTimestamp(now)
    this.#store = store
    this.#today = timestamp.slice(0, 10)
    this.#opportunityStatusId = store.opportunityStatuses[0]?.id ?? ''
    this.#statuses = new Map(store.leadStatuses.map((status) => [status.label, status]))
    this.#audit = {
      created_by: userId,
      updated_by: userId,
      date_created: timestamp,
      date_updated: timestamp,
    }
  }

  addLead(lead: SeedLead): string {
    const id = this.#store.ids.next('lead')
    this.#store.leads.put({
      id,
      name: lead.name,
      description: '',
      url: null,
      status_id: this.#statusId(lead.status ?? null),
      addresses: NO_OBJECTS,
      custom: NO_FIELDS,
      ...this.#audit,
    })
    for (const contact of lead.contacts ?? []) this.#addContact(id, contact)
    for (const opportunity of lead.opportunities ?? []) this.#addOpportunity(id, opportunity)
    for (const task of lead.tasks ?? []) this.#addTask(id, task)
    return id
  }

  #statusId(label: string | null): string {
    const first = this.#store.leadStatuses[0]
    if (label === null && first !== undefined) return first.id
    const known = this.#statuses.get(label ?? '')
    if (known !== undefined) return known.id
    const added = this.#store.addLeadStatus(label ?? '')
    this.#statuses.set(added.label, added)
    return added.id
  }

  #addContact(leadId: string, contact: SeedContact): void {
    this.#store.contacts.put({
      id: this.#store.ids.next('cont'),
      lead_id: leadId,
      name: contact.name ?? null,
      title: '',
      emails: contact.emails ?? NO_OBJECTS,
      phones: contact.phones ?? NO_OBJECTS,
      urls: NO_OBJECTS,
      custom: NO_FIELDS,
      ...this.#audit,
    })
  }

  #addOpportunity(leadId: string, opportunity: SeedOpportunity): void {
    const { account, ids } = this.#store
    this.#store.opportunities.put({
      id: ids.next('oppo'),
      lead_id: leadId,
      contact_id: null,
      user_id: account.user.id,
      status_id: this.#opportunityStatusId,
      note: opportunity.note,
      confidence: opportunity.confidence ?? null,
      value: opportunity.value ?? null,
      value_currency: 'USD',
      value_period: opportunity.period ?? null,
      date_won: null,
      date_lost: null,
      custom: NO_FIELDS,
      ...this.#audit,
    })
  }

  #addTask(leadId: string, task: SeedTask): void {
    this.#store.tasks.put({
      id: this.#store.ids.next('task'),
      type: 'lead',
      lead_id: leadId,
      contact_id: null,
      text: task.description,
      date: task.date ?? this.#today,
      is_dateless: (task.date ?? null) === null,
      is_complete: task.completed ?? false,
      assigned_to: task.assignee_id ?? this.#store.account.user.id,
      completion_id: null,
      ...this.#audit,
    })
  }
}
