import type { CloseCall } from '../close/call/close-call.ts'
import { CloseError } from '../close/call/close-error.ts'
import { fieldPicker } from '../close/call/page.ts'
import { logEvents } from '../close/events/event-log.ts'
import type { Resource } from '../close/call/resource.ts'
import type { RateLimit } from '../faults/rate-limiter.ts'
import { type Answer, jsonAnswer } from '../http/answer.ts'
import type { Dictionary } from '../validation/containers.ts'
import { checkAnswer, checkParameters } from './check-parameters.ts'
import { type RawRestRequest, readRestRequest, type RestRequest } from './rest-request.ts'
import { readRoute, type RestRoute } from './rest-route.ts'
import { isDocumented, unserved } from './unserved.ts'

const NO_CONTENT = 204

/** Answers one request to Close's API. */
export function answerCloseRest(raw: RawRestRequest, open: () => CloseCall): Answer {
  try {
    const request = readRestRequest(raw)
    const { status, body } = callClose(request, { ...open(), utcOffsetMs: request.utcOffsetMs })
    return status === NO_CONTENT ? { status, text: '' } : jsonAnswer(status, body)
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

/** What comes of a request that succeeds. */
interface Success {
  readonly status: number
  readonly body: object
}

/**
 * Does what a request asks for, all of it or none.
 *
 * @throws CloseError
 */
export function callClose(request: RestRequest, call: CloseCall): Success {
  const route = readRoute(request.method, request.path)
  // A path of its own, such as `/user/availability/`, is nothing's id.
  if (route?.kind === 'item' && isDocumented(request)) throw unserved(request)
  if (route !== undefined) checkParameters(request, takenBy(route, request))
  const answer = answerOf(route, request, call)
  if (answer === undefined) throw unserved(request)
  if (request.method === 'GET') checkAnswer(request, answer.body)
  logEvents(call, request)
  return answer
}

/** The query parameters that are heeded; a list reads all of its own. */
function takenBy(route: RestRoute, { method }: RestRequest): readonly string[] | 'any' {
  if (route.kind === 'action') return route.action.takes ?? []
  return route.kind === 'collection' && method === 'GET' ? 'any' : []
}

/** `undefined` where there is no such path, or nothing is done there by that verb. */
function answerOf(
  route: RestRoute | undefined,
  request: RestRequest,
  call: CloseCall,
): Success | undefined {
  const { method, parameters, body } = request
  const pick = fieldPicker(parameters['_fields'])
  const shown = (found: object | undefined, status = 200): Success | undefined =>
    found && { status, body: pick(found as Dictionary) }
  switch (route?.kind) {
    case 'action':
      return shown(route.action.run(call, { ...request, ids: route.ids }), route.action.status)
    case 'send':
      return method === 'POST' ? shown(route.resource.send?.(call, route.id)) : undefined
    case 'collection': {
      const page = method === 'GET' ? route.resource.list?.(call, parameters) : undefined
      if (page !== undefined) return { status: 200, body: page }
      const { create, created } = route.resource
      return method === 'POST' ? shown(create?.(call, body), created) : undefined
    }
    case 'item':
      if (method === 'GET') return shown(route.resource.get?.(call, route.id))
      if (method === 'PUT') return shown(route.resource.update?.(call, route.id, body))
      return method === 'DELETE' ? deleteItem(route.resource, route.id, call) : undefined
    case undefined:
      return undefined
  }
}

function deleteItem(resource: Resource, id: string, call: CloseCall): Success | undefined {
  if (resource.delete === undefined) return undefined
  resource.delete(call, id)
  return { status: resource.deleted ?? 200, body: {} }
}
