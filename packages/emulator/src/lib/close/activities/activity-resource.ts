import type { Dictionary } from '../../validation/containers.ts'
import { closeTimestamp } from '../../world/timestamps.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { type ListParameters, newestFirst, type Page, pageOf } from '../call/page.ts'
import type { Resource } from '../call/resource.ts'
import { activityQuery } from '../query/activity-query.ts'
import type { ActivityRecord, LeadRecord } from '../store/records.ts'
import type { ActivityKind } from './activity-kinds.ts'
import { activityView } from './activity-record.ts'

/** Filters that compare a field with the text they carry, or with its bounds. */
const EXACT = ['lead_id', 'contact_id', 'user_id', 'direction', 'disposition', 'status', '_type']
const BOUNDED = ['date_created', 'date_updated', 'starts_at', 'activity_at']

/** `/activity/`: everything that happened, of every type, newest first. */
export const activities: Resource = {
  list(call, parameters) {
    return listActivities(call, parameters, [...madeLeads(call), ...call.store.activities.all()])
  },
}

/** `/activity/<kind>/`: activities of one kind. */
export function activitiesOf(kind: ActivityKind): Resource {
  return {
    list(call, parameters) {
      const rows = Array.from(call.store.activities.all()).filter((row) => row.type === kind.type)
      return listActivities(call, parameters, rows)
    },
    get: (call, id) => activityView(call.store, findActivity(call, kind, id)),
    create: (call, body) => save(call, readActivity(call, kind, body)),
    update: (call, id, body) =>
      save(call, readActivity(call, kind, body, findActivity(call, kind, id))),
    delete(call, id) {
      call.store.activities.delete(findActivity(call, kind, id).id)
    },
  }
}

/** Activities of a kind whose drafts can be sent. */
export function sendableActivitiesOf(kind: ActivityKind): Resource {
  return {
    ...activitiesOf(kind),
    send(call, id) {
      const draft = findActivity(call, kind, id)
      const sent = { status: 'sent', date_sent: closeTimestamp(call.now) }
      const details = { ...draft.details, ...sent }
      return save(call, { ...draft, ...auditOf(call, draft), details })
    },
  }
}

function listActivities(
  call: CloseCall,
  parameters: ListParameters,
  rows: readonly ActivityRecord[],
): Page {
  const passes = activityQuery(call, parameters['query'] ?? '')
  const found = newestFirst(rows)
    .map((row) => activityView(call.store, row))
    .filter((view) => passes(view) && fits(view, parameters))
  return pageOf(found, parameters, (view) => view)
}

function fits(view: Dictionary, parameters: ListParameters): boolean {
  return (
    EXACT.every((name) => parameters[name] === undefined || view[name] === parameters[name]) &&
    BOUNDED.every((name) => isBetween(view[name], parameters, name))
  )
}

function isBetween(value: unknown, parameters: ListParameters, name: string): boolean {
  const [least, most] = [parameters[`${name}__gte`], parameters[`${name}__lte`]]
  if (least === undefined && most === undefined) return true
  const moment = Date.parse(String(value))
  return moment >= momentOf(least, -Infinity, name) && moment <= momentOf(most, Infinity, name)
}

function momentOf(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined) return otherwise
  const moment = Date.parse(text)
  if (Number.isNaN(moment)) throw CloseError.fields({ [name]: 'Expected a date or a date-time.' })
  return moment
}

function readActivity(
  call: CloseCall,
  kind: ActivityKind,
  body: Dictionary,
  before?: ActivityRecord,
): ActivityRecord {
  const { store } = call
  const fields = new FieldReader(body)
  if (before === undefined && !fields.has('lead_id')) fields.requiredText('lead_id', undefined)
  const audit = auditOf(call, before)
  const activity: ActivityRecord = {
    id: before?.id ?? store.ids.next('acti'),
    type: kind.type,
    lead_id: before?.lead_id ?? fields.reference('lead_id', '', (id) => !!store.leads.get(id)),
    contact_id: fields.nullableReference(
      'contact_id',
      before?.contact_id ?? null,
      (id) => !!store.contacts.get(id),
    ),
    user_id: fields.reference('user_id', before?.user_id ?? store.account.user.id, (id) =>
      store.isUser(id),
    ),
    details: kind.details(fields, before?.details ?? {}),
    ...audit,
    date_created: fields.date('date_created', audit.date_created) ?? audit.date_created,
  }
  fields.check()
  return activity
}

function save(call: CloseCall, activity: ActivityRecord): Dictionary {
  call.store.activities.put(activity)
  return activityView(call.store, activity)
}

function findActivity(call: CloseCall, kind: ActivityKind, id: string): ActivityRecord {
  const activity = call.store.activities.get(id)
  if (activity?.type !== kind.type) throw CloseError.notFound(kind.type)
  return activity
}

/** Close notes the making of each lead; those notes follow from the leads and are not stored. */
function madeLeads(call: CloseCall): ActivityRecord[] {
  return Array.from(call.store.leads.all(), (lead: LeadRecord) => ({
    id: lead.id.replace('lead_', 'acti_'),
    type: 'Created',
    lead_id: lead.id,
    contact_id: null,
    user_id: lead.created_by,
    details: { source: 'API' },
    created_by: lead.created_by,
    updated_by: lead.created_by,
    date_created: lead.date_created,
    date_updated: lead.date_created,
  }))
}
