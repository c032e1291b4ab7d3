import type { Dictionary } from '../../validation/containers.ts'
import { auditView, customView } from './audit-view.ts'
import type { CloseCall } from '../call/close-call.ts'
import { contactView, emailView, phoneView } from './contact-view.ts'
import { opportunityView } from './opportunity-view.ts'
import type { ContactRecord, LeadRecord } from '../store/records.ts'
import { taskView } from './task-view.ts'

export const ADDRESS_FIELDS = [
  'label',
  'address_1',
  'address_2',
  'city',
  'state',
  'zipcode',
  'country',
] as const
const NO_ADDRESS: Dictionary = Object.fromEntries(ADDRESS_FIELDS.map((name) => [name, null]))

/** A lead as Close's API shows it: contacts, opportunities and open tasks in full, activities never. */
export function leadView(call: CloseCall, lead: LeadRecord): Dictionary {
  const { store } = call
  const contacts = store.contacts.ofLead(lead.id)
  return {
    id: lead.id,
    organization_id: store.account.organizationId,
    name: lead.name,
    display_name: lead.name === '' ? 'Untitled' : lead.name,
    description: lead.description,
    url: lead.url,
    html_url: `https://app.close.com/lead/${lead.id}/`,
    status_id: lead.status_id,
    status_label: store.leadStatus(lead.status_id)?.label ?? null,
    addresses: lead.addresses.map((address) => ({ ...NO_ADDRESS, ...address })),
    contact_ids: contacts.map(({ id }) => id),
    contacts: contacts.map((contact) => contactView(store, contact)),
    primary_email: firstOf(contacts, 'emails', (entry) => emailView(store, entry)),
    primary_phone: firstOf(contacts, 'phones', phoneView),
    opportunities: store.opportunities
      .ofLead(lead.id)
      .map((opportunity) => opportunityView(store, opportunity)),
    tasks: store.tasks
      .ofLead(lead.id)
      .filter((task) => !task.is_complete)
      .map((task) => taskView(call, task)),
    integration_links: [],
    summaries: [],
    source: 'api',
    localtime: null,
    ...customView(store, 'lead', lead.custom),
    ...auditView(store, lead),
  }
}

/** The first entry of the first contact that has one; which one Close takes is inferred. */
function firstOf(
  contacts: readonly ContactRecord[],
  list: 'emails' | 'phones',
  show: (entry: Dictionary) => Dictionary,
): Dictionary | null {
  for (const contact of contacts) {
    const [entry] = contact[list]
    if (entry !== undefined) return show(entry)
  }
  return null
}
