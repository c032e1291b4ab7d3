import type { Dictionary } from '../../validation/containers.ts'
import { auditView, customView } from './audit-view.ts'
import type { CloseCall } from '../call/close-call.ts'
import { contactView } from './contact-view.ts'
import { opportunityView } from './opportunity-view.ts'
import type { LeadRecord } from '../store/records.ts'
import { taskView } from './task-view.ts'

/** A lead as Close's API shows it: contacts, opportunities and tasks in full, activities never. */
export function leadView(call: CloseCall, lead: LeadRecord): Dictionary {
  const { store } = call
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
    addresses: lead.addresses,
    contacts: store.contacts.ofLead(lead.id).map((contact) => contactView(store, contact)),
    opportunities: store.opportunities
      .ofLead(lead.id)
      .map((opportunity) => opportunityView(store, opportunity)),
    tasks: store.tasks.ofLead(lead.id).map((task) => taskView(call, task)),
    integration_links: [],
    ...customView(lead.custom),
    ...auditView(store, lead),
  }
}
