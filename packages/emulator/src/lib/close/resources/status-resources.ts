import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { pageOf } from '../call/page.ts'
import { filterOf, type Listing } from '../lists/filters.ts'
import type { LeadStatus, OpportunityStatus } from '../store/records.ts'
import type { Resource } from '../call/resource.ts'

const LEAD_STATUS_LIST: Listing<LeadStatus> = { path: '/status/lead/', fields: {} }
const OPPORTUNITY_STATUS_LIST: Listing<LeadStatus> = { path: '/status/opportunity/', fields: {} }
const TYPES = ['active', 'won', 'lost'] as const

/** `/status/lead/`: sorted by id, as Close does. */
export const leadStatuses: Resource = {
  listing: LEAD_STATUS_LIST,
  list(call, parameters) {
    const listed = call.store.leadStatuses.filter(filterOf(call, LEAD_STATUS_LIST, parameters))
    return pageOf(byId(listed), parameters, (status) => leadStatusView(call, status))
  },
  get: (call, id) => leadStatusView(call, found(call.store.leadStatus(id))),
  create: (call, body) => saveLeadStatus(call, body),
  update: (call, id, body) => saveLeadStatus(call, body, found(call.store.leadStatus(id))),
  delete(call, id) {
    const { store } = call
    const status = found(store.leadStatus(id))
    const isUsed = Array.from(store.leads.all()).some((lead) => lead.status_id === id)
    refuseNeeded(isUsed, store.leadStatuses)
    store.deleteLeadStatus(status.id)
  },
}

/** `/status/opportunity/`. */
export const opportunityStatuses: Resource = {
  listing: OPPORTUNITY_STATUS_LIST,
  list(call, parameters) {
    const fits = filterOf(call, OPPORTUNITY_STATUS_LIST, parameters)
    const listed = call.store.opportunityStatuses.filter(fits)
    return pageOf(byId(listed), parameters, (status) => opportunityStatusView(call, status))
  },
  get: (call, id) => opportunityStatusView(call, found(call.store.opportunityStatus(id))),
  create: (call, body) => saveOpportunityStatus(call, body),
  update: (call, id, body) =>
    saveOpportunityStatus(call, body, found(call.store.opportunityStatus(id))),
  delete(call, id) {
    const { store } = call
    const status = found(store.opportunityStatus(id))
    const isUsed = Array.from(store.opportunities.all()).some((one) => one.status_id === id)
    refuseNeeded(isUsed, store.opportunityStatuses)
    store.deleteOpportunityStatus(status.id)
  },
}

function saveLeadStatus(call: CloseCall, body: Dictionary, before?: LeadStatus): Dictionary {
  const { store } = call
  const fields = new FieldReader(body)
  const label = readLabel(fields, store.leadStatuses, before)
  fields.check()
  const status = { id: before?.id ?? store.ids.next('stat'), label }
  const show = (one: LeadStatus): Dictionary => leadStatusView(call, one)
  fields.refuseOthers('/status/lead/', show, status, before)
  store.putLeadStatus(status)
  return leadStatusView(call, status)
}

/** A status belongs to a pipeline, the first one unless given, and has a type. */
function saveOpportunityStatus(
  call: CloseCall,
  body: Dictionary,
  before?: OpportunityStatus,
): Dictionary {
  const { store } = call
  const fields = new FieldReader(body)
  const pipelineId = fields.reference(
    'pipeline_id',
    before?.pipeline_id ?? store.account.pipelineId,
    (id) => store.has('pipeline', id),
  )
  const siblings = store.opportunityStatuses.filter((one) => one.pipeline_id === pipelineId)
  const label = readLabel(fields, siblings, before)
  const type = fields.choice('type', TYPES, before?.type ?? 'active')
  if (before === undefined) fields.requiredText('type', undefined)
  fields.check()
  const id = before?.id ?? store.ids.next('stat')
  const status = { id, label, type, pipeline_id: pipelineId }
  const show = (one: OpportunityStatus): Dictionary => opportunityStatusView(call, one)
  fields.refuseOthers('/status/opportunity/', show, status, before)
  store.putOpportunityStatus(status)
  return opportunityStatusView(call, status)
}

/** That two statuses of a pipeline cannot have one label is inferred: Close finds a status by its label. */
function readLabel(
  fields: FieldReader,
  statuses: readonly LeadStatus[],
  before: LeadStatus | undefined,
): string {
  const label = fields.requiredText('label', before?.label)
  const isTaken = statuses.some((status) => status.label === label && status.id !== before?.id)
  if (label === '') fields.reject('label', 'This field is required.')
  if (isTaken) fields.reject('label', `There already is a status "${label}".`)
  return label
}

/** Close asks callers to make sure that nothing has the status; that it refuses is inferred. */
function refuseNeeded(isUsed: boolean, statuses: readonly LeadStatus[]): void {
  if (isUsed) throw CloseError.invalid('This status is in use and cannot be deleted.')
  if (statuses.length === 1) throw CloseError.invalid('The last status cannot be deleted.')
}

function leadStatusView({ store }: CloseCall, { id, label }: LeadStatus): Dictionary {
  return { id, label, organization_id: store.account.organizationId }
}

function opportunityStatusView({ store }: CloseCall, status: OpportunityStatus): Dictionary {
  return { ...status, organization_id: store.account.organizationId }
}

/** What Close calls a status in its 404 is inferred. */
function found<Status>(status: Status | undefined): Status {
  if (status === undefined) throw CloseError.notFound('Status')
  return status
}

function byId<Status extends { readonly id: string }>(statuses: readonly Status[]): Status[] {
  return statuses.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
