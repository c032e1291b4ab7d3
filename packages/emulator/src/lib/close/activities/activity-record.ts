import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import { auditView, customView, userName } from '../views/audit-view.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import type { ShownActivity } from '../lists/activity-list.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ActivityRecord } from '../store/records.ts'

/** What an activity is about; the rest is filled in. */
export interface ActivityDraft {
  readonly type: string
  readonly lead_id: string
  readonly contact_id?: string | null
  readonly details: Dictionary
}

/** Records that something happened, by the sandbox's own user, now. */
export function addActivity(call: CloseCall, draft: ActivityDraft): ActivityRecord {
  const activity: ActivityRecord = {
    id: call.store.ids.next('acti'),
    contact_id: null,
    user_id: call.store.account.user.id,
    ...draft,
    ...auditOf(call),
  }
  call.store.activities.put(activity)
  return activity
}

/** An activity of any type as Close's API shows it. */
export function activityView(store: CloseStore, activity: ActivityRecord): ShownActivity {
  const { custom, custom_activity_type_id: typeId } = activity.details
  return {
    _type: activity.type,
    id: activity.id,
    lead_id: activity.lead_id,
    contact_id: activity.contact_id,
    user_id: activity.user_id,
    user_name: userName(store, activity.user_id),
    organization_id: store.account.organizationId,
    ...activity.details,
    ...(isDictionary(custom) && customView(store, `activity/${String(typeId)}`, custom)),
    ...auditView(store, activity),
    date_created: activity.date_created,
    activity_at: activity.details['activity_at'] ?? activity.date_created,
    users: [],
  }
}
