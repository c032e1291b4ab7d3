import type { Dictionary } from '../../validation/containers.ts'
import { addActivity } from '../activities/activity-record.ts'
import type { CloseCall } from '../call/close-call.ts'
import { readContact } from './contact-resource.ts'
import { FieldReader } from '../call/field-reader.ts'
import { findLead, readLead } from './lead-record.ts'
import { leadView } from '../views/lead-view.ts'
import { pageOf } from '../call/page.ts'
import { findLeads, LEAD_LIST } from '../lists/lead-list.ts'
import type { LeadRecord } from '../store/records.ts'
import type { Resource } from '../call/resource.ts'

/** `/lead/`: companies, with everything that belongs to them. */
export const leads: Resource = {
  listing: LEAD_LIST,
  list(call, parameters) {
    const found = findLeads(call, parameters)
    const page = pageOf(found, parameters, (lead) => leadView(call, lead))
    return { ...page, total_results: found.length }
  },
  get: (call, id) => leadView(call, findLead(call, id)),
  create(call, body) {
    const lead = readLead(call, body)
    const contacts = nestedContacts(body).map((contact) => readContact(call, lead.id, contact))
    call.store.leads.put(lead)
    for (const contact of contacts) call.store.contacts.put(contact)
    return leadView(call, lead)
  },
  update(call, id, body) {
    const before = findLead(call, id)
    const lead = readLead(call, body, before)
    call.store.leads.put(lead)
    noteStatusChange(call, before, lead)
    return leadView(call, lead)
  },
  delete(call, id) {
    call.store.deleteLead(findLead(call, id).id)
  },
}

function nestedContacts(body: Dictionary): readonly Dictionary[] {
  const fields = new FieldReader(body)
  const contacts = fields.objects('contacts', [])
  fields.check()
  return contacts
}

function noteStatusChange(call: CloseCall, before: LeadRecord, after: LeadRecord): void {
  if (before.status_id === after.status_id) return
  const details: Dictionary = {
    old_status_id: before.status_id,
    old_status_label: call.store.leadStatus(before.status_id)?.label ?? null,
    new_status_id: after.status_id,
    new_status_label: call.store.leadStatus(after.status_id)?.label ?? null,
  }
  addActivity(call, { type: 'LeadStatusChange', lead_id: after.id, details })
}
