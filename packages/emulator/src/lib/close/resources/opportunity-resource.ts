import { closeTimestamp } from '../../world/timestamps.ts'
import type { Dictionary } from '../../validation/containers.ts'
import { addActivity } from '../activities/activity-record.ts'
import { auditOf, type CloseCall, todayOf } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { readCustom } from '../call/custom-values.ts'
import { FieldReader } from '../call/field-reader.ts'
import { chosenStatus } from './chosen-status.ts'
import { momentOf } from '../call/moment.ts'
import { addLead } from './lead-record.ts'
import { opportunityView } from '../views/opportunity-view.ts'
import { listOpportunities, OPPORTUNITY_LIST } from '../lists/opportunity-list.ts'
import type { OpportunityRecord, OpportunityStatus } from '../store/records.ts'
import type { Resource } from '../call/resource.ts'

const PERIODS = ['one_time', 'monthly', 'annual'] as const
/** Seen on recorded opportunities that were made without one. */
const DEFAULT_CONFIDENCE = 50

/** `/opportunity/`: deals, with computed amounts and the totals of each list. */
export const opportunities: Resource = {
  listing: OPPORTUNITY_LIST,
  list: listOpportunities,
  get: (call, id) => opportunityView(call.store, findOpportunity(call, id)),
  create(call, body) {
    const opportunity = readOpportunity(call, body)
    if (!call.store.leads.get(opportunity.lead_id)) addLead(call, opportunity.lead_id, '')
    call.store.opportunities.put(opportunity)
    return opportunityView(call.store, opportunity)
  },
  update(call, id, body) {
    const before = findOpportunity(call, id)
    const opportunity = readOpportunity(call, body, before)
    call.store.opportunities.put(opportunity)
    noteStatusChange(call, before, opportunity)
    return opportunityView(call.store, opportunity)
  },
  delete(call, id) {
    call.store.opportunities.delete(findOpportunity(call, id).id)
  },
}

/**
 * Reaching won or lost dates the opportunity, unless it already is dated: one with a day, the
 * other with a moment, as documented. Without a lead, Close has made a nameless one since February
 * 2025.
 */
function readOpportunity(
  call: CloseCall,
  body: Dictionary,
  before?: OpportunityRecord,
): OpportunityRecord {
  const { store } = call
  const fields = new FieldReader(body)
  const leadId = fields.nullableReference('lead_id', before?.lead_id ?? null, (id) =>
    Boolean(store.leads.get(id)),
  )
  const status = readStatus(call, fields, before)
  // The public MCP server offers it and sends it on, and Close has no such field.
  fields.raw('expected_date')
  const opportunity: OpportunityRecord = {
    id: before?.id ?? store.ids.next('oppo'),
    lead_id: leadId ?? before?.lead_id ?? store.ids.next('lead'),
    contact_id: fields.nullableReference('contact_id', before?.contact_id ?? null, (id) =>
      Boolean(store.contacts.get(id)),
    ),
    user_id: fields.reference('user_id', before?.user_id ?? store.account.user.id, (id) =>
      store.isUser(id),
    ),
    status_id: status?.id ?? '',
    note: fields.text('note', before?.note ?? ''),
    confidence: fields.wholeNumber(
      'confidence',
      100,
      before ? before.confidence : DEFAULT_CONFIDENCE,
    ),
    value: fields.wholeNumber('value', Number.MAX_SAFE_INTEGER, before?.value ?? null),
    value_currency: fields.currency('value_currency', before?.value_currency ?? 'USD'),
    value_period: readPeriod(fields, before),
    date_won:
      fields.date('date_won', before?.date_won ?? null)?.slice(0, 10) ??
      (status?.type === 'won' ? todayOf(call) : null),
    date_lost: before?.date_lost ?? (status?.type === 'lost' ? closeTimestamp(call.now) : null),
    custom: readCustom(call, fields, 'opportunity', before?.custom ?? {}),
    ...auditOf(call, before),
    ...(before === undefined && madeAt(fields)),
  }
  fields.check()
  const show = (one: OpportunityRecord): Dictionary => opportunityView(store, one)
  fields.refuseOthers('/opportunity/', show, opportunity, before)
  return opportunity
}

/** What is taken over from elsewhere may say when it was made, as documented. */
function madeAt(fields: FieldReader): { readonly date_created?: string } {
  const at = momentOf(fields.date('date_created', null) ?? '')
  return at === undefined ? {} : { date_created: closeTimestamp(new Date(at)) }
}

/** A seeded opportunity may have any period; a call may keep it but not bring another one. */
function readPeriod(fields: FieldReader, before: OpportunityRecord | undefined): string | null {
  if (fields.raw('value_period') === null) return 'one_time'
  return fields.choice<string, string | null>(
    'value_period',
    PERIODS,
    before ? before.value_period : 'one_time',
  )
}

function readStatus(
  call: CloseCall,
  fields: FieldReader,
  before: OpportunityRecord | undefined,
): OpportunityStatus | undefined {
  const all = call.store.opportunityStatuses
  if (before !== undefined) {
    const kept = call.store.opportunityStatus(before.status_id)
    return chosenStatus(fields, all, kept, () => 'Not a valid choice.')
  }
  const pipelineId = fields.nullableReference('pipeline_id', null, (id) =>
    call.store.has('pipeline', id),
  )
  const statuses = all.filter((one) => pipelineId === null || one.pipeline_id === pipelineId)
  // Those of the first pipeline may come after others by now.
  const main = call.store.account.pipelineId
  const first = statuses.find((one) => one.pipeline_id === main) ?? statuses[0]
  if (first === undefined) fields.reject('pipeline_id', 'This pipeline has no statuses.')
  return chosenStatus(fields, statuses, first, () => 'Not a valid choice.')
}

function noteStatusChange(
  call: CloseCall,
  before: OpportunityRecord,
  after: OpportunityRecord,
): void {
  if (before.status_id === after.status_id) return
  const details: Dictionary = {
    opportunity_id: after.id,
    old_status_id: before.status_id,
    old_status_label: call.store.opportunityStatus(before.status_id)?.label ?? null,
    new_status_id: after.status_id,
    new_status_label: call.store.opportunityStatus(after.status_id)?.label ?? null,
  }
  addActivity(call, { type: 'OpportunityStatusChange', lead_id: after.lead_id, details })
}

function findOpportunity(call: CloseCall, id: string): OpportunityRecord {
  const opportunity = call.store.opportunities.get(id)
  if (opportunity === undefined) throw CloseError.notFound('Opportunity')
  return opportunity
}
