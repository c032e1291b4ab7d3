import { closeTimestamp } from '../../world/timestamps.ts'
import type { Dictionary } from '../../validation/containers.ts'
import { activityView } from '../activities/activity-record.ts'
import type { CloseCall } from '../call/close-call.ts'
import { plainRecordView } from '../catalog/catalog.ts'
import { eventTypeOf } from '../catalog/event-types.ts'
import type { Change } from '../store/close-store.ts'
import type {
  ActivityRecord,
  ContactRecord,
  LeadRecord,
  OpportunityRecord,
  PlainRecord,
  TaskRecord,
} from '../store/records.ts'
import { contactView } from '../views/contact-view.ts'
import { leadView } from '../views/lead-view.ts'
import { opportunityView } from '../views/opportunity-view.ts'
import { taskView } from '../views/task-view.ts'

/** Something that happened to an object, as the event log keeps it. */
export interface CloseEvent extends Dictionary {
  readonly id: string
  readonly object_type: string
  readonly action: string
}

/** The events of one change; a change that nobody can see is none. */
export function eventsOf(call: CloseCall, change: Change, meta: Dictionary): CloseEvent[] {
  const type = objectTypeOf(change)
  if (type === undefined) return []
  const [before, after] = [change.before, change.after].map(
    (row) => row && viewOf(call, change.kind, row),
  )
  const actions = actionsOf(before, after)
  const names = Object.keys({ ...before, ...after })
  const changed = names.filter(
    (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
  )
  if (changed.length === 0) return []
  const now = closeTimestamp(call.now)
  const { store } = call
  const shown = after ?? before ?? {}
  return actions.map((action) => ({
    id: store.ids.next('ev'),
    object_type: type,
    object_id: String(shown['id']),
    action,
    lead_id: type === 'lead' ? shown['id'] : (shown['lead_id'] ?? null),
    user_id: store.account.user.id,
    organization_id: store.account.organizationId,
    api_key_id: null,
    oauth_client_id: null,
    date_created: now,
    date_updated: now,
    changed_fields: action === 'updated' ? changed : [],
    data: after ?? null,
    previous_data:
      after !== undefined && before !== undefined
        ? Object.fromEntries(changed.map((name) => [name, before[name] ?? null]))
        : (before ?? null),
    meta,
  }))
}

/** `completed` and `sent` come beside what happened to the object. */
function actionsOf(before: Dictionary | undefined, after: Dictionary | undefined): string[] {
  if (after === undefined) return ['deleted']
  const isSent = after['status'] === 'sent' && before?.['status'] !== 'sent'
  return [
    before === undefined ? 'created' : 'updated',
    ...(after['is_complete'] === true && before?.['is_complete'] === false ? ['completed'] : []),
    ...(isSent && typeof after['date_sent'] === 'string' ? ['sent'] : []),
  ]
}

function objectTypeOf({ kind, before, after }: Change): string | undefined {
  const row = (after ?? before) as Partial<TaskRecord & ActivityRecord> | undefined
  return eventTypeOf(kind, row?.type ?? '')
}

/** What belongs to a lead has events of its own. */
const NESTED: ReadonlySet<string> = new Set(['contacts', 'opportunities', 'tasks'])

function viewOf(call: CloseCall, kind: string, row: object): Dictionary {
  switch (kind) {
    case 'lead': {
      const shown = Object.entries(leadView(call, row as LeadRecord))
      return Object.fromEntries(shown.filter(([name]) => !NESTED.has(name)))
    }
    case 'contact':
      return contactView(call.store, row as ContactRecord)
    case 'opportunity':
      return opportunityView(call.store, row as OpportunityRecord)
    case 'task':
      return taskView(call, row as TaskRecord)
    case 'activity':
      return activityView(call.store, row as ActivityRecord)
    case 'status/lead':
    case 'status/opportunity':
      return row as Dictionary
    default:
      return plainRecordView(call, kind, row as PlainRecord)
  }
}
