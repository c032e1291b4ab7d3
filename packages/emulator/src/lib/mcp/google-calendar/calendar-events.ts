import type { GoogleCalendarEvent } from '@sandpit/systems/data'

import { momentOf } from '../../close/call/moment.ts'
import type { Editable, ToolContext } from '../systems/emulated-system.ts'
import { occurrences } from './recurrence.ts'

export type CalendarContext = ToolContext<'google_calendar'>
export type Event = Editable<GoogleCalendarEvent>

/** An event at one of its times. */
export interface Occurrence {
  readonly event: Event
  readonly id: string
  readonly start: Date
  readonly end: Date
  /** The event that it is one of several of. */
  readonly seriesId?: string
}

/** The calendar is in UTC, for the data does not say in which zone it is (inferred). */
export const TIME_ZONE = 'UTC'

function eventId({ origin }: CalendarContext, event: Event): string {
  return `evt${origin(event).serial.toString(32).padStart(23, '0')}`
}

/**
 * The event with an id, or the series that an occurrence with that id is of.
 *
 * @throws Error in the public server's words
 */
export function eventWithId(context: CalendarContext, id: string): Event {
  const events = context.data.events ?? []
  const found = events.find((event) => eventId(context, event) === id.split('_')[0])
  if (found !== undefined) return found
  const known = events.map((event) => eventId(context, event)).join(', ')
  throw new Error(`Event with ID ${id} not found. Available events: ${known}`)
}

/**
 * Every occurrence of every event, by time. One without a start is left out: it has no place in a
 * calendar. One without an end takes an hour, or a day (inferred).
 */
export function occurrencesOf(context: CalendarContext): readonly Occurrence[] {
  return (context.data.events ?? [])
    .flatMap((event) => occurrencesOfOne(context, event))
    .toSorted((one, other) => one.start.getTime() - other.start.getTime())
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function occurrencesOfOne(context: CalendarContext, event: Event): readonly Occurrence[] {
  const from = event.startTime ?? event.startDate
  if (from === undefined || from === null) return []
  const start = timeOf(from)
  const until = event.endTime ?? event.endDate
  const usual = start.getTime() + (event.startTime ? HOUR_MS : DAY_MS)
  const durationMs = (until ? timeOf(until).getTime() : usual) - start.getTime()
  const id = eventId(context, event)
  const isSeries = (event.recurrence ?? []).length > 0
  return occurrences(start, event.recurrence ?? []).map((time) => ({
    event,
    id: isSeries ? `${id}_${stamp(time)}` : id,
    start: time,
    end: new Date(time.getTime() + durationMs),
    ...(isSeries && { seriesId: id }),
  }))
}

/**
 * A time as the public server reads it: without a zone it is in the calendar's.
 *
 * @throws Error in the public server's words
 */
export function timeOf(text: string): Date {
  const time = momentOf(text)
  if (time === undefined) throw new Error(`Invalid datetime format: ${text}`)
  return new Date(time)
}

/** A time as Google writes it, such as `2025-12-02T09:00:00Z`. */
export function written(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

const STATUSES: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentative',
}

/** An occurrence with the fields, and in the order, of the public server. */
export function shownEvent(context: CalendarContext, occurrence: Occurrence): object {
  const { event, id, start, end, seriesId } = occurrence
  const { title, description, location, visibility, attendees, recurrence, startTime } = event
  const { at } = context.origin(event)
  const isTimed = startTime !== undefined && startTime !== null
  const shown = {
    id,
    title,
    description,
    location,
    status: 'confirmed',
    type: 'default',
    visibility,
    link: linkTo(id),
    created: written(at),
    updated: written(at),
    creatorEmail: context.account,
    organizerEmail: context.account,
    recurrenceId: seriesId,
    recurrence: seriesId === undefined ? recurrence : undefined,
    ...(isTimed
      ? { startTime: written(start), endTime: written(end), timezone: event.timezone ?? TIME_ZONE }
      : { startDate: dayOf(start), endDate: dayOf(end) }),
    attendees: (attendees ?? []).length > 0 ? attendees?.map(shownAttendee) : undefined,
    dayOfWeek: weekday(start),
  }
  return Object.fromEntries(
    Object.entries(shown).filter(([, value]) => value !== undefined && value !== null),
  )
}

/** An event as it is when it is made or changed: as a whole, not one of its times. */
export function shownWhole(context: CalendarContext, event: Event): object {
  const [first] = occurrencesOfOne(context, event)
  if (first === undefined) throw new Error('The event has no start.')
  const { seriesId, ...whole } = first
  return shownEvent(context, seriesId === undefined ? whole : { ...whole, id: seriesId })
}

export function linkTo(id: string): string {
  return `https://www.google.com/calendar/event?eid=${Buffer.from(id).toString('base64url')}`
}

export function weekday(time: Date): string {
  return time.toLocaleDateString('en-US', { weekday: 'long', timeZone: TIME_ZONE })
}

function shownAttendee(attendee: NonNullable<Event['attendees']>[number]): object {
  const { email, name, accepted, isOptional, comment } = attendee
  return {
    email,
    ...(name && { name }),
    responseStatus: STATUSES[accepted ?? ''] ?? 'needsAction',
    ...(isOptional && { isOptional }),
    ...(comment && { comment }),
  }
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}

function stamp(time: Date): string {
  return written(time).replaceAll(/[-:]/g, '')
}
