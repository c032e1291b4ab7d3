import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { readCustom } from '../call/custom-values.ts'
import { FieldReader } from '../call/field-reader.ts'
import type { LeadRecord } from '../store/records.ts'
import { chosenStatus } from './chosen-status.ts'
import { ADDRESS_FIELDS, leadView } from '../views/lead-view.ts'

/** Reads a lead's own fields from a body; nothing is stored yet. */
export function readLead(call: CloseCall, body: Dictionary, before?: LeadRecord): LeadRecord {
  const fields = new FieldReader(body)
  const lead: LeadRecord = {
    id: before?.id ?? call.store.ids.next('lead'),
    name: fields.text('name', before?.name ?? ''),
    description: fields.text('description', before?.description ?? ''),
    url: fields.nullableText('url', before?.url ?? null),
    status_id: readStatus(call, fields, before),
    addresses: fields.objects('addresses', before?.addresses ?? [], ADDRESS_FIELDS),
    custom: readCustom(call, fields, 'lead', before?.custom ?? {}),
    ...auditOf(call, before),
  }
  fields.check()
  // Nested ones are read apart, and only when a lead is made.
  if (before === undefined) fields.raw('contacts')
  fields.refuseOthers('/lead/', (one: LeadRecord) => leadView(call, one), lead, before)
  return lead
}

/** Adds a lead that nobody described: one that a contact or an opportunity needs. */
export function addLead(call: CloseCall, id: string, name: string): void {
  call.store.leads.put({ ...readLead(call, { name }), id })
}

export function findLead(call: CloseCall, id: string): LeadRecord {
  const lead = call.store.leads.get(id)
  if (lead === undefined) throw CloseError.notFound('Lead')
  return lead
}

/** By `status_id`, or by label in `status`; a new lead without either gets the first status. */
function readStatus(call: CloseCall, fields: FieldReader, before?: LeadRecord): string {
  const statuses = call.store.leadStatuses
  const otherwise = before ? call.store.leadStatus(before.status_id) : statuses[0]
  return chosenStatus(fields, statuses, otherwise, notAChoice)?.id ?? ''
}

/** The recorded text starts and ends like this; what stands between is not recorded in full. */
function notAChoice(value: string): string {
  return `Not a valid choice. Please add "${value}" to the list of lead statuses.`
}
