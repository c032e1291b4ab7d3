import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { getEvent, listEvents } from '../events/event-log.ts'
import { mergeLeads } from '../resources/lead-merge.ts'
import { restResources } from '../resources/resources.ts'
import { updateTasks } from '../resources/task-resource.ts'
import { me } from '../resources/user-resource.ts'
import type { PlainRecord } from '../store/records.ts'
import type { Action, ActionRequest } from './action.ts'
import { bulkDelete, bulkEdit } from './bulk-actions.ts'
import {
  associate,
  association,
  customFieldSchema,
  orderCustomFields,
} from './custom-field-schema.ts'
import { searchData } from './data-search.ts'
import { organization } from './organization.ts'

const SCHEMA: Readonly<Record<string, Action>> = {
  GET: { run: (call, { ids }) => customFieldSchema(call, ids) },
  PUT: { run: (call, { ids, body }) => orderCustomFields(call, ids, body) },
}

const ASSOCIATION: Readonly<Record<string, Action>> = {
  GET: { run: (call, { ids }) => association(call, ids) },
  PUT: { run: (call, { ids, body }) => association(call, ids, body) },
  DELETE: { status: 204, run: (call, { ids }) => association(call, ids, null) },
}

/** What is no list, get, create, update or delete of a resource, by path and verb. */
export const ACTIONS: ReadonlyMap<string, Readonly<Record<string, Action>>> = new Map<
  string,
  Readonly<Record<string, Action>>
>([
  ['me', { GET: { run: (call) => me(call) } }],
  ['lead/merge', { POST: { run: (call, { body }) => mergeLeads(call, body) } }],
  ['task', { PUT: { takes: 'any', run: changeTasks } }],
  ['data/search', { POST: { run: (call, { body }) => searchData(call, body) } }],
  ['event', { GET: { takes: 'any', run: (call, { parameters }) => listEvents(call, parameters) } }],
  ['event/{id}', { GET: { run: (call, { ids: [id = ''] }) => getEvent(call, id) } }],
  ['organization/{id}', { GET: { run: (call, { ids: [id = ''] }) => organization(call, id) } }],
  ['custom_field_schema/{object_type}', SCHEMA],
  ['custom_field_schema/{object_type}/{type_id}', SCHEMA],
  [
    'custom_field/shared/{scf_id}/association',
    { POST: { status: 201, run: (call, { ids, body }) => associate(call, ids, body) } },
  ],
  ['custom_field/shared/{scf_id}/association/{object_type}', ASSOCIATION],
  ['custom_field/shared/{scf_id}/association/{object_type}/{type_id}', ASSOCIATION],
  ['bulk_action/edit', { POST: { run: (call, { body }) => bulkEdit(call, body) } }],
  ['bulk_action/delete', { POST: { run: (call, { body }) => bulkDelete(call, body) } }],
  ['group/{group_id}/member', { POST: { status: 201, run: addMember } }],
  ['group/{group_id}/member/{user_id}', { DELETE: { status: 204, run: removeMember } }],
  ['playbook/{id}/archive', { POST: { run: (call, request) => archive(call, request, true) } }],
  ['playbook/{id}/unarchive', { POST: { run: (call, request) => archive(call, request, false) } }],
  ['unsubscribe/email/{email_address}', { DELETE: { run: resubscribe } }],
])

function changeTasks(call: CloseCall, { parameters, body }: ActionRequest): object {
  updateTasks(call, parameters, body)
  return {}
}

function addMember(call: CloseCall, { ids: [id = ''], body }: ActionRequest): object {
  const fields = new FieldReader(body)
  const userId = fields.raw('user_id')
  fields.refuseUnread('/group/{group_id}/member/')
  if (typeof userId !== 'string' || !call.store.isUser(userId)) {
    throw CloseError.fields({ user: 'Object does not exist.' })
  }
  change(call, 'group', id, { members: [{ user_id: userId }] })
  return { user_id: userId }
}

function removeMember(call: CloseCall, { ids: [id = '', userId] }: ActionRequest): object {
  const members = (find(call, 'group', id).values['members'] ?? []) as readonly Dictionary[]
  if (!members.some((member) => member['user_id'] === userId)) {
    throw CloseError.notFound('GroupMember')
  }
  change(call, 'group', id, { members: [] })
  return {}
}

function archive(call: CloseCall, { ids: [id = ''] }: ActionRequest, isArchived: boolean): object {
  const { date_updated: now, updated_by: user } = auditOf(call)
  const archived = { archived_at: now, archived_by_id: user }
  change(call, 'playbook', id, isArchived ? archived : { archived_at: null, archived_by_id: null })
  return restResources.get('playbook')?.get?.(call, id) ?? {}
}

function resubscribe(call: CloseCall, { ids: [address = ''] }: ActionRequest): object {
  const table = call.store.plain('unsubscribe/email')
  const found = Array.from(table.all()).find(
    ({ values }) =>
      encodeURIComponent(String(values['email'])) === address || values['email'] === address,
  )
  if (found === undefined) throw CloseError.notFound('UnsubscribedEmail')
  table.delete(found.id)
  return {}
}

function change(call: CloseCall, path: string, id: string, values: Dictionary): void {
  const record = find(call, path, id)
  const changed = { ...record, ...auditOf(call, record), values: { ...record.values, ...values } }
  call.store.plain(path).put(changed)
}

function find({ store }: CloseCall, path: string, id: string): PlainRecord {
  const record = store.plain(path).get(id)
  if (record === undefined) throw CloseError.notFound(path === 'group' ? 'Group' : 'Playbook')
  return record
}
