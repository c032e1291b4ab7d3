import type { CloseCall } from '../close/call/close-call.ts'
import { CloseError } from '../close/call/close-error.ts'
import { mergeLeads } from '../close/resources/lead-merge.ts'
import { fieldPicker } from '../close/call/page.ts'
import type { Resource } from '../close/call/resource.ts'
import { updateTasks } from '../close/resources/task-resource.ts'
import { me } from '../close/resources/user-resource.ts'
import { type Answer, jsonAnswer } from '../http/answer.ts'
import { type RawRestRequest, readRestRequest, type RestRequest } from './rest-request.ts'
import { readRoute, type RestRoute } from './rest-route.ts'

/** Answers one request to Close's API. */
export function answerCloseRest(raw: RawRestRequest, open: () => CloseCall): Answer {
  try {
    return jsonAnswer(200, run(readRestRequest(raw), open()))
  } catch (error) {
    if (error instanceof CloseError) return jsonAnswer(error.status, error.body)
    throw error
  }
}

/** 401 in the recorded form. */
export function refuseCredential(): Answer {
  const error = 'The server could not verify that you are authorized to access the URL requested.'
  return jsonAnswer(401, { error })
}

function run(request: RestRequest, call: CloseCall): object {
  const route = readRoute(request.path)
  if (route === undefined) throw new CloseError(404, { error: 'Not found.' }, 'Not found.')
  switch (route.kind) {
    case 'me':
      return only('GET', request, () => fieldPicker(request.parameters['_fields'])(me(call)))
    case 'merge':
      return only('POST', request, () => mergeLeads(call, request.body))
    case 'send':
      return only('POST', request, () => offered(route.resource.send)(call, route.id))
    case 'collection':
      return runOnCollection(route, request, call)
    case 'item':
      return runOnItem(route, request, call)
  }
}

function runOnCollection(
  { name, resource }: Extract<RestRoute, { kind: 'collection' }>,
  { method, parameters, body }: RestRequest,
  call: CloseCall,
): object {
  if (method === 'GET') return offered(resource.list)(call, parameters)
  if (method === 'POST') return offered(resource.create)(call, body)
  if (method !== 'PUT' || name !== 'task') throw wrongMethod()
  updateTasks(call, parameters, body)
  return {}
}

function runOnItem(
  { resource, id }: { readonly resource: Resource; readonly id: string },
  { method, parameters, body }: RestRequest,
  call: CloseCall,
): object {
  const pick = fieldPicker(parameters['_fields'])
  if (method === 'GET') return pick(offered(resource.get)(call, id))
  if (method === 'PUT') return pick(offered(resource.update)(call, id, body))
  if (method !== 'DELETE') throw wrongMethod()
  offered(resource.delete)(call, id)
  return {}
}

function only(method: string, request: RestRequest, work: () => object): object {
  if (request.method !== method) throw wrongMethod()
  return work()
}

function offered<Action>(action: Action | undefined): Action {
  if (action === undefined) throw wrongMethod()
  return action
}

function wrongMethod(): CloseError {
  const error = 'The method is not allowed for the requested URL.'
  return new CloseError(405, { error }, error)
}
