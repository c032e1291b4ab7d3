import type { SeedContact, SeedData, SeedLead, SeedOpportunity, SeedTask } from './close-data.ts'
import type { CloseStore } from './close-store.ts'
import type { ContactRecord, LeadRecord, OpportunityRecord, TaskRecord } from './records.ts'

/**
 * What is in the store, in the form `initialize` takes, oldest first.
 *
 * The public document says that both have the same form; that ids are left out and that a
 * dateless task or one assigned to the sandbox's own user shows `null` is inferred.
 */
export function dumpStore(store: CloseStore): SeedData {
  return { leads: Array.from(store.leads.all(), (lead) => dumpLead(store, lead)) }
}

/** One lead in the form `initialize` takes. */
export function dumpLead(store: CloseStore, lead: LeadRecord): SeedLead {
  const { contacts, opportunities, tasks } = store
  return dumpSnapshot(store, {
    lead,
    contacts: contacts.ofLead(lead.id),
    opportunities: opportunities.ofLead(lead.id),
    tasks: tasks.ofLead(lead.id),
  })
}

/** A lead and what belongs to it, as they were at some moment. */
export interface LeadSnapshot {
  readonly lead: LeadRecord
  readonly contacts: readonly ContactRecord[]
  readonly opportunities: readonly OpportunityRecord[]
  readonly tasks: readonly TaskRecord[]
}

/** Remembers a lead as it is now. Records never change, so only the lists are copied. */
export function snapshotLead(store: CloseStore, lead: LeadRecord): LeadSnapshot {
  return {
    lead,
    contacts: store.contacts.ofLead(lead.id).slice(),
    opportunities: store.opportunities.ofLead(lead.id).slice(),
    tasks: store.tasks.ofLead(lead.id).slice(),
  }
}

/** A remembered lead in the form `initialize` takes. */
export function dumpSnapshot(store: CloseStore, snapshot: LeadSnapshot): SeedLead {
  const { lead, contacts, opportunities, tasks } = snapshot
  const userId = store.account.user.id
  return {
    name: lead.name,
    status: store.leadStatus(lead.status_id)?.label ?? null,
    contacts: contacts.map(dumpContact),
    opportunities: opportunities.map(dumpOpportunity),
    tasks: tasks.map((task) => dumpTask(task, userId)),
  }
}

function dumpContact(contact: ContactRecord): SeedContact {
  return { name: contact.name, emails: contact.emails, phones: contact.phones }
}

function dumpOpportunity(opportunity: OpportunityRecord): SeedOpportunity {
  return {
    note: opportunity.note,
    value: opportunity.value,
    confidence: opportunity.confidence,
    period: opportunity.value_period,
  }
}

function dumpTask(task: TaskRecord, userId: string): SeedTask {
  return {
    description: task.text,
    date: task.is_dateless ? null : task.date,
    completed: task.is_complete,
    assignee_id: task.assigned_to === userId ? null : task.assigned_to,
  }
}
