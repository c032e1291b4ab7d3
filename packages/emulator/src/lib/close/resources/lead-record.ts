import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { readCustom } from '../call/custom-values.ts'
import { FieldReader } from '../call/field-reader.ts'
import type { LeadRecord, LeadStatus } from '../store/records.ts'
import { leadView } from '../views/lead-view.ts'

/** Reads a lead's own fields from a body; nothing is stored yet. */
export function readLead(call: CloseCall, body: Dictionary, before?: LeadRecord): LeadRecord {
  const fields = new FieldReader(body)
  const lead: LeadRecord = {
    id: before?.id ?? call.store.ids.next('lead'),
    name: fields.text('name', before?.name ?? ''),
    description: fields.text('description', before?.description ?? ''),
    url: fields.nullableText('url', before?.url ?? null),
    status_id: readStatus(call, fields, before),
    addresses: fields.objects('addresses', before?.addresses ?? []),
    custom: readCustom(call, fields, 'lead', before?.custom ?? {}),
    ...auditOf(call, before),
  }
  fields.check()
  fields.refuseOthers('/lead/', () => leadView(call, lead))
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
  const otherwise = before?.status_id ?? statuses[0]?.id ?? ''
  const label = fields.nullableText('status', null)
  if (fields.has('status_id')) return byId(fields, statuses, otherwise)
  if (label === null) return otherwise
  const status = statuses.find((candidate) => candidate.label === label)
  if (status === undefined) fields.reject('status', notAChoice(label))
  return status?.id ?? otherwise
}

function byId(fields: FieldReader, statuses: readonly LeadStatus[], otherwise: string): string {
  const id = fields.text('status_id', otherwise)
  const status = statuses.find((candidate) => candidate.id === id)
  if (status === undefined) fields.reject('status_id', notAChoice(id))
  return status?.id ?? otherwise
}

/** The recorded text starts and ends like this; what stands between is not recorded in full. */
function notAChoice(value: string): string {
  return `Not a valid choice. Please add "${value}" to the list of lead statuses.`
}
