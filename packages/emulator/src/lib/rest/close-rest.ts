import type { CloseCall } from '../close/call/close-call.ts'
import { CloseError } from '../close/call/close-error.ts'
import { mergeLeads } from '../close/resources/lead-merge.ts'
import { fieldPicker } from '../close/call/page.ts'
import type { Resource } from '../close/call/resource.ts'
import { updateTasks } from '../close/resources/task-resource.ts'
import { me } from '../close/resources/user-resource.ts'
import type { RateLimit } from '../faults/rate-limiter.ts'
import { type Answer, jsonAnswer } from '../http/answer.ts'
import type { Dictionary } from '../validation/containers.ts'
import { checkParameters } from './check-parameters.ts'
import { type RawRestRequest, readRestRequest, type RestRequest } from './rest-request.ts'
import { readRoute, type RestRoute } from './rest-route.ts'
import { unserved } from './unserved.ts'

/** Answers one request to Close's API. */
export function answerCloseRest(raw: RawRestRequest, open: () => CloseCall): Answer {
  try {
    const request = readRestRequest(raw)
    return jsonAnswer(200, callClose(request, { ...open(), utcOffsetMs: request.utcOffsetMs }))
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

/** 429 in the form that is recorded, of 2017; Close promises no body since 2024. */
export function refuseRate(
  { calls, windowMs }: RateLimit,
  headers: Readonly<Record<string, string>>,
): Answer {
  const body = {
    message: 'API call count exceeded for this period',
    rate_limit: calls,
    rate_limit_type: 'key',
    rate_reset: headers['retry-after'] ?? '0',
    rate_window: windowMs / 1000,
  }
  return jsonAnswer(429, body, headers)
}

/**
 * Does what a request asks for, all of it or none, and answers the body of success.
 *
 * @throws CloseError
 */
export function callClose(request: RestRequest, call: CloseCall): object {
  const route = readRoute(request.path)
  if (Object.keys(request.parameters).length > 0 && route !== undefined) {
    const isRead =
      request.method === 'GET' || (request.method === 'PUT' && route.kind === 'collection')
    checkParameters(request, route.kind === 'collection' && isRead)
  }
  const answer = answerOf(route, request, call)
  if (answer === undefined) throw unserved(request)
  return answer
}

/** `undefined` where there is no such path, or nothing is done there by that verb. */
function answerOf(
  route: RestRoute | undefined,
  request: RestRequest,
  call: CloseCall,
): object | undefined {
  const { method, parameters, body } = request
  switch (route?.kind) {
    case 'me':
      return method === 'GET' ? fieldPicker(parameters['_fields'])(me(call)) : undefined
    case 'merge':
      return method === 'POST' ? mergeLeads(call, body) : undefined
    case 'send':
      return method === 'POST' ? route.resource.send?.(call, route.id) : undefined
    case 'collection':
      return runOnCollection(route, request, call)
    case 'item':
      return runOnItem(route, request, call)
    case undefined:
      return undefined
  }
}

function runOnCollection(
  { name, resource }: Extract<RestRoute, { kind: 'collection' }>,
  { method, parameters, body }: RestRequest,
  call: CloseCall,
): object | undefined {
  if (method === 'GET') return resource.list?.(call, parameters)
  if (method === 'POST') return resource.create?.(call, body)
  if (method !== 'PUT' || name !== 'task') return undefined
  updateTasks(call, parameters, body)
  return {}
}

function runOnItem(
  { resource, id }: { readonly resource: Resource; readonly id: string },
  { method, parameters, body }: RestRequest,
  call: CloseCall,
): object | undefined {
  const picked = (found: Dictionary | undefined): Dictionary | undefined =>
    found && fieldPicker(parameters['_fields'])(found)
  if (method === 'GET') return picked(resource.get?.(call, id))
  if (method === 'PUT') return picked(resource.update?.(call, id, body))
  if (method !== 'DELETE' || resource.delete === undefined) return undefined
  resource.delete(call, id)
  return {}
}
