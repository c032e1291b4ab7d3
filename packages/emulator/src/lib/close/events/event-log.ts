import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { type ListParameters, wholeNumber } from '../call/page.ts'
import { EVENT_ACTIONS, EVENT_TYPES } from '../catalog/event-types.ts'
import { filterOf, type FilterValue, type Listing } from '../lists/filters.ts'
import type { Change, LoggedCall } from '../store/close-store.ts'
import { type CloseEvent, eventsOf } from './event.ts'
import { deliver } from './webhook-delivery.ts'

/** Close keeps events for 30 days; here it is those of at least so many calls. */
const MOST_CALLS = 1000
const MOST_LISTED = 50

const FIELDS = [
  'object_type',
  'object_id',
  'lead_id',
  'action',
  'user_id',
  'request_id',
  'date_updated',
]

const EVENT_LIST: Listing<CloseEvent> = {
  path: '/event/',
  own: ['_cursor', '_limit'],
  undocumented: ['_cursor', 'request_id'],
  fields: Object.fromEntries(
    FIELDS.map((name) => [name, (event: CloseEvent) => event[name] as FilterValue]),
  ),
  words: { object_type: EVENT_TYPES, action: EVENT_ACTIONS },
}

/**
 * Writes what a call has changed into the event log, and sends it to who subscribed to it. Without
 * subscriptions the events are made when they are first read: records are as they were, names of
 * others as they are then.
 */
export function logEvents(
  call: CloseCall,
  { method, path }: { readonly method: string; readonly path: string },
): void {
  const { store } = call
  const changes = store.takeChanges()
  if (changes.length === 0) return
  const logged: LoggedCall = { changes, now: call.now, method, path }
  store.log.push(logged)
  if (store.log.length > 2 * MOST_CALLS) store.log.splice(0, MOST_CALLS)
  if (store.plain('webhook').size === 0) return
  for (const event of eventsIn(call, logged)) deliver(call, event)
}

/**
 * `GET /event/`: the latest first. A cursor is the id of the first event of a page, so that events
 * which come in between move nothing (inferred).
 */
export function listEvents(call: CloseCall, parameters: ListParameters): Dictionary {
  const fits = filterOf(call, EVENT_LIST, parameters)
  const limit = wholeNumber(parameters, '_limit', MOST_LISTED)
  if (limit > MOST_LISTED) throw CloseError.invalid(`_limit must be at most ${MOST_LISTED}.`)
  if (parameters['_fields'] !== undefined)
    throw CloseError.unknownParameter('GET /event/', '_fields')
  const { _cursor: cursor } = parameters
  const found = allEvents(call).toReversed().filter(fits)
  const at = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor)
  if (at < 0) throw CloseError.invalid('There is no such _cursor.')
  const from = at + wholeNumber(parameters, '_skip', 0)
  return {
    data: found.slice(from, from + limit),
    cursor_next: found[from + limit]?.id ?? null,
    cursor_previous: from === 0 ? null : (found[Math.max(0, from - limit)]?.id ?? null),
  }
}

/** `GET /event/{id}/`. */
export function getEvent(call: CloseCall, id: string): Dictionary {
  const event = allEvents(call).find((one) => one.id === id)
  if (event === undefined) throw CloseError.notFound('Event')
  return event
}

/** What happened to one object in one call is one change. */
function wholeChanges(changes: readonly Change[]): Iterable<Change> {
  const whole = new Map<string, Change>()
  for (const change of changes) {
    const key = change.after?.id ?? change.before?.id ?? ''
    const earlier = whole.get(key)
    whole.set(key, earlier === undefined ? change : { ...change, before: earlier.before })
  }
  return whole.values()
}

function allEvents(call: CloseCall): CloseEvent[] {
  return call.store.log.flatMap((logged) => eventsIn(call, logged))
}

function eventsIn({ store }: CloseCall, logged: LoggedCall): readonly CloseEvent[] {
  const { now, method, path } = logged
  const requestId = logged.events === undefined ? store.ids.next('req') : ''
  const meta = { request_method: method, request_path: `/api/v1/${path}` }
  logged.events ??= Array.from(wholeChanges(logged.changes), (change) =>
    eventsOf({ store, now }, change, meta),
  )
    .flat()
    .map((event) => ({ ...event, request_id: requestId }))
  return logged.events as readonly CloseEvent[]
}
