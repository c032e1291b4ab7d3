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
  const userId = store.account.user.id
  return {
    name: lead.name,
    status: store.leadStatus(lead.status_id)?.label ?? null,
    contacts: store.contacts.ofLead(lead.id).map(dumpContact),
    opportunities: store.opportunities.ofLead(lead.id).map(dumpOpportunity),
    tasks: store.tasks.ofLead(lead.id).map((task) => dumpTask(task, userId)),
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
