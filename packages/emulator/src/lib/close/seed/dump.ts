import type { SeedContact, SeedLead, SeedOpportunity, SeedTask } from './plain-seed.ts'
import type { CloseAccount } from '../store/close-account.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ContactRecord, LeadRecord, OpportunityRecord, TaskRecord } from '../store/records.ts'

type Complete<T> = { readonly [Name in keyof T]-?: Exclude<T[Name], undefined> }

/** A lead as a dump has it: in the form `initialize` takes, with every field there. */
export interface DumpedLead {
  readonly name: string
  readonly status: string | null
  readonly contacts: readonly DumpedContact[]
  readonly opportunities: readonly DumpedOpportunity[]
  readonly tasks: readonly DumpedTask[]
}

export type DumpedContact = Complete<SeedContact>
export type DumpedOpportunity = Complete<SeedOpportunity>
export type DumpedTask = Complete<SeedTask>

/**
 * What is in the store, in the form `initialize` takes, oldest first.
 *
 * The public document says that both have the same form; that ids are left out and that a
 * dateless task or one assigned to the sandbox's own user shows `null` is inferred.
 */
export function dumpStore(store: CloseStore): readonly DumpedLead[] {
  return Array.from(store.leads.all(), (lead) => dumpLead(store, lead))
}

/** One lead of the store. */
export function dumpLead(store: CloseStore, lead: LeadRecord): DumpedLead {
  const userId = store.account.user.id
  return {
    name: lead.name,
    status: store.leadStatus(lead.status_id)?.label ?? null,
    contacts: store.contacts.ofLead(lead.id).map(dumpContact),
    opportunities: store.opportunities.ofLead(lead.id).map(dumpOpportunity),
    tasks: store.tasks.ofLead(lead.id).map((task) => dumpTask(task, userId)),
  }
}

/** A lead as the dump would have it right after it was seeded. */
export function dumpSeeded(account: CloseAccount, lead: SeedLead): DumpedLead {
  return {
    name: lead.name,
    status: lead.status ?? account.leadStatuses[0]?.label ?? null,
    contacts: (lead.contacts ?? []).map(seededContact),
    opportunities: (lead.opportunities ?? []).map(seededOpportunity),
    tasks: (lead.tasks ?? []).map((task) => seededTask(task, account.user.id)),
  }
}

function dumpContact(contact: ContactRecord): DumpedContact {
  return { name: contact.name, emails: contact.emails, phones: contact.phones }
}

function seededContact({ name, emails, phones }: SeedContact): DumpedContact {
  return { name: name ?? null, emails: emails ?? [], phones: phones ?? [] }
}

function dumpOpportunity(opportunity: OpportunityRecord): DumpedOpportunity {
  return {
    note: opportunity.note,
    value: opportunity.value,
    confidence: opportunity.confidence,
    period: opportunity.value_period,
  }
}

function seededOpportunity(opportunity: SeedOpportunity): DumpedOpportunity {
  return {
    note: opportunity.note,
    value: opportunity.value ?? null,
    confidence: opportunity.confidence ?? null,
    period: opportunity.period ?? null,
  }
}

function dumpTask(task: TaskRecord, userId: string): DumpedTask {
  return {
    description: task.text,
    date: task.is_dateless ? null : task.date,
    completed: task.is_complete,
    assignee_id: task.assigned_to === userId ? null : task.assigned_to,
  }
}

function seededTask(task: SeedTask, userId: string): DumpedTask {
  const assignee = task.assignee_id ?? null
  return {
    description: task.description,
    date: task.date ?? null,
    completed: task.completed ?? false,
    assignee_id: assignee === userId ? null : assignee,
  }
}
