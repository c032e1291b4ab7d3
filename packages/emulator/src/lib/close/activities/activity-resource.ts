import type { Dictionary } from '../../validation/containers.ts'
import { closeTimestamp } from '../../world/timestamps.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { type ListParameters, type Page, pageOf } from '../call/page.ts'
import type { Resource } from '../call/resource.ts'
import { activityList, findActivities, type ShownActivity } from '../lists/activity-list.ts'
import type { ActivityRecord, LeadRecord } from '../store/records.ts'
import { type ActivityKind, readDetails } from './activity-kinds.ts'
import { activityView } from './activity-record.ts'

/** `/activity/`: everything that happened, of every type, newest first. */
export const activities: Resource = {
  listing: activityList('/activity/'),
  list: (call, parameters) =>
    listActivities(call, '/activity/', parameters, () => [
      ...madeLeads(call),
      ...call.store.activities.all(),
    ]),
}

/** `/activity/created/`: that leads were made. */
export const madeLeadResource: Resource = {
  listing: activityList('/activity/created/'),
  list: (call, parameters) =>
    listActivities(call, '/activity/created/', parameters, () => madeLeads(call)),
  get(call, id) {
    const made = madeLeads(call).find((activity) => activity.id === id)
    if (made === undefined) throw CloseError.notFound('Created')
    return activityView(call.store, made)
  },
}

/** `/activity/<kind>/`: activities of one kind. */
export function activitiesOf(kind: ActivityKind): Resource {
  return {
    listing: activityList(kind.path),
    list: (call, parameters) =>
      listActivities(call, kind.path, parameters, () =>
        Array.from(call.store.activities.all()).filter((row) => row.type === kind.type),
      ),
    get: (call, id) => activityView(call.store, findActivity(call, kind, id)),
    create: (call, body) => save(call, readActivity(call, kind, body)),
    update: (call, id, body) => save(call, changed(call, kind, body, findActivity(call, kind, id))),
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
      refuseSent(draft)
      const sent = { status: 'sent', date_sent: closeTimestamp(call.now) }
      const details = { ...draft.details, ...sent }
      return save(call, { ...draft, ...auditOf(call, draft), details })
    },
  }
}

function listActivities(
  call: CloseCall,
  path: string,
  parameters: ListParameters,
  rows: () => readonly ActivityRecord[],
): Page {
  const shown = (): ShownActivity[] => rows().map((row) => activityView(call.store, row))
  return pageOf(findActivities(call, path, parameters, shown), parameters, (view) => view)
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
    lead_id:
      before !== undefined && kind.movable !== true
        ? before.lead_id
        : fields.reference('lead_id', before?.lead_id ?? '', (id) => !!store.leads.get(id)),
    contact_id: fields.nullableReference(
      'contact_id',
      before?.contact_id ?? null,
      (id) => !!store.contacts.get(id),
    ),
    user_id: fields.reference('user_id', before?.user_id ?? store.account.user.id, (id) =>
      store.isUser(id),
    ),
    details: {
      ...readDetails(call, kind, fields, before?.details),
      activity_at: fields.date(
        'activity_at',
        (before?.details['activity_at'] ?? null) as string | null,
      ),
    },
    ...audit,
    date_created: fields.date('date_created', audit.date_created) ?? audit.date_created,
  }
  fields.check()
  const show = (one: ActivityRecord): Dictionary => activityView(store, one)
  fields.refuseOthers(kind.path, show, activity, before)
  return activity
}

/** What has been sent stays as it is; only what is said about it may change. Inferred. */
function changed(
  call: CloseCall,
  kind: ActivityKind,
  body: Dictionary,
  before: ActivityRecord,
): ActivityRecord {
  const content = kind.content ?? []
  if (['status', ...content].some((name) => body[name] !== undefined)) {
    if (content.length > 0) refuseSent(before)
  }
  return readActivity(call, kind, body, before)
}

function refuseSent({ type, details }: ActivityRecord): void {
  if (details['status'] !== 'sent') return
  throw CloseError.invalid(`This ${type} has been sent and cannot be changed.`)
}

/** What is put into the outbox is answered as such, and is sent by then. */
function save(call: CloseCall, activity: ActivityRecord): Dictionary {
  const { details } = activity
  const sent = { status: 'sent', date_sent: closeTimestamp(call.now) }
  const isLeaving = details['status'] === 'outbox'
  call.store.activities.put(
    isLeaving ? { ...activity, details: { ...details, ...sent } } : activity,
  )
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
    details: { source: 'api', import_id: null },
    created_by: lead.created_by,
    updated_by: lead.created_by,
    date_created: lead.date_created,
    date_updated: lead.date_created,
  }))
}
