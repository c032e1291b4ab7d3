import type { Dictionary } from '../../validation/containers.ts'
import { addActivity } from '../activities/activity-record.ts'
import { auditOf, type CloseCall, todayOf } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { type ListParameters, pageOf } from '../call/page.ts'
import { findTasks, TASK_LIST } from '../lists/task-list.ts'
import type { TaskRecord } from '../store/records.ts'
import type { Resource } from '../call/resource.ts'
import { taskView } from '../views/task-view.ts'

const TYPES = ['lead', 'outgoing_call'] as const

/** `/task/`: things to do about leads. */
export const tasks: Resource = {
  listing: TASK_LIST,
  list: (call, parameters) =>
    pageOf(findTasks(call, parameters), parameters, (task) => taskView(call, task)),
  get: (call, id) => taskView(call, findTask(call, id)),
  create: (call, body) => saveTask(call, readTask(call, body)),
  update(call, id, body) {
    const before = findTask(call, id)
    return saveTask(call, readTask(call, body, before))
  },
  delete(call, id) {
    call.store.tasks.delete(findTask(call, id).id)
  },
}

/** What `PUT /task/` may change, as documented. */
const CHANGED_IN_BULK = new Set(['assigned_to', 'date', 'is_complete', 'text'])

/** `PUT /task/?id__in=...`: the same change to every task that the filters find. All or none. */
export function updateTasks(call: CloseCall, parameters: ListParameters, body: Dictionary): void {
  const found = findTasks(call, parameters, 'PUT')
  const other = Object.keys(body).filter((name) => !CHANGED_IN_BULK.has(name))
  if (other.length > 0) {
    const messages = other.map((name) => [name, 'It cannot be changed for many tasks at once.'])
    throw CloseError.fields(Object.fromEntries(messages) as Readonly<Record<string, string>>)
  }
  const changed = found.map((task) => readTask(call, body, task))
  for (const task of changed) saveTask(call, task)
}

function readTask(call: CloseCall, body: Dictionary, before?: TaskRecord): TaskRecord {
  const { store } = call
  const fields = new FieldReader(body)
  const date = fields.date('date', before === undefined || before.is_dateless ? null : before.date)
  if (before === undefined && !fields.has('lead_id')) fields.requiredText('lead_id', undefined)
  const task: TaskRecord = {
    id: before?.id ?? store.ids.next('task'),
    type: before?.type ?? fields.choice('_type', TYPES, 'lead'),
    lead_id: fields.reference('lead_id', before?.lead_id ?? '', (id) => !!store.leads.get(id)),
    contact_id: fields.nullableReference('contact_id', before?.contact_id ?? null, (id) =>
      Boolean(store.contacts.get(id)),
    ),
    text: fields.text('text', before?.text ?? ''),
    date: date ?? (before?.is_dateless === true ? before.date : todayOf(call)),
    is_dateless: date === null,
    is_complete: fields.boolean('is_complete', before?.is_complete ?? false),
    assigned_to: fields.reference(
      'assigned_to',
      before?.assigned_to ?? store.account.user.id,
      (id) => store.isUser(id),
    ),
    completion_id: before?.completion_id ?? null,
    ...auditOf(call, before),
  }
  fields.check()
  fields.refuseOthers('/task/', (one: TaskRecord) => taskView(call, one), task, before)
  return task
}

function saveTask(call: CloseCall, task: TaskRecord): Dictionary {
  const isNews = task.is_complete && call.store.tasks.get(task.id)?.is_complete !== true
  const saved = isNews ? { ...task, completion_id: noteCompletion(call, task) } : task
  call.store.tasks.put(saved)
  return taskView(call, saved)
}

function noteCompletion(call: CloseCall, task: TaskRecord): string {
  const details = { task_id: task.id, task_text: task.text, task_assigned_to: task.assigned_to }
  return addActivity(call, { type: 'TaskCompleted', lead_id: task.lead_id, details }).id
}

function findTask(call: CloseCall, id: string): TaskRecord {
  const task = call.store.tasks.get(id)
  if (task === undefined) throw CloseError.notFound('Task')
  return task
}
