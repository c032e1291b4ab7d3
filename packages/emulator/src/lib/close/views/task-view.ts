import type { Dictionary } from '../../validation/containers.ts'
import { auditView, userName } from './audit-view.ts'
import { type CloseCall, todayOf } from '../call/close-call.ts'
import { momentOf } from '../call/moment.ts'
import type { TaskRecord } from '../store/records.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A task as Close's API shows it. */
export function taskView(call: CloseCall, task: TaskRecord): Dictionary {
  const { store } = call
  const contactId = task.contact_id
  return {
    _type: task.type,
    id: task.id,
    lead_id: task.lead_id,
    lead_name: store.leads.get(task.lead_id)?.name ?? null,
    contact_id: contactId,
    contact_name: contactId === null ? null : (store.contacts.get(contactId)?.name ?? null),
    organization_id: store.account.organizationId,
    text: task.text,
    date: task.date,
    due_date: task.is_dateless ? null : task.date,
    is_dateless: task.is_dateless,
    is_complete: task.is_complete,
    view: taskBox(task, call),
    assigned_to: task.assigned_to,
    assigned_to_name: userName(store, task.assigned_to),
    object_type: task.completion_id === null ? null : 'taskcompleted',
    object_id: task.completion_id,
    ...auditView(store, task),
  }
}

/** Which box of the task list a task is in; the future begins with tomorrow, where the caller is. */
export function taskBox(task: TaskRecord, call: CloseCall): 'inbox' | 'future' | 'archive' {
  if (task.is_complete) return 'archive'
  const tomorrow = (momentOf(todayOf(call), call.utcOffsetMs) ?? 0) + DAY_MS
  return (momentOf(task.date, call.utcOffsetMs) ?? 0) >= tomorrow ? 'future' : 'inbox'
}
