import { getEvent, listEvents } from '../events/event-log.ts'
import { mergeLeads } from '../resources/lead-merge.ts'
import { updateTasks } from '../resources/task-resource.ts'
import { me } from '../resources/user-resource.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { Action, ActionRequest } from './action.ts'

/** What is no list, get, create, update or delete of a resource, by path and verb. */
export const ACTIONS: ReadonlyMap<string, Readonly<Record<string, Action>>> = new Map<
  string,
  Readonly<Record<string, Action>>
>([
  ['me', { GET: { run: (call) => me(call) } }],
  ['lead/merge', { POST: { run: (call, { body }) => mergeLeads(call, body) } }],
  ['event', { GET: { takes: 'any', run: (call, { parameters }) => listEvents(call, parameters) } }],
  ['event/{id}', { GET: { run: (call, { ids: [id = ''] }) => getEvent(call, id) } }],
  ['task', { PUT: { takes: 'any', run: changeTasks } }],
])

function changeTasks(call: CloseCall, { parameters, body }: ActionRequest): object {
  updateTasks(call, parameters, body)
  return {}
}
