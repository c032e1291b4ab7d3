import { givenText, textIn, textsIn } from '../systems/argument.ts'
import {
  type CalendarContext,
  type Event,
  eventWithId,
  linkTo,
  shownWhole,
  TIME_ZONE,
  timeOf,
  written,
} from './calendar-events.ts'

type Input = Readonly<Record<string, unknown>>

export function createEvent(input: Input, context: CalendarContext): object {
  requirePrimary(input)
  const {
    summary: title = '',
    description,
    location,
    visibility,
  } = input as Readonly<Record<string, string | undefined>>
  const attendees = textsIn(input, 'attendees').map((email) => ({ email }))
  const recurrence = [...textsIn(input, 'recurrence')]
  const event: Event = {
    title,
    startTime: written(timeOf(givenText(input, 'start_datetime'))),
    endTime: written(timeOf(givenText(input, 'end_datetime'))),
    timezone: TIME_ZONE,
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
    ...(visibility !== undefined && { visibility }),
    ...(recurrence.length > 0 && { recurrence }),
    ...(attendees.length > 0 && { attendees }),
  }
  if (input['add_google_meet'] === true)
    throw new Error('The emulator makes no meeting rooms: leave add_google_meet out.')
  refuseEmpty(event)
  context.data.events = [...(context.data.events ?? []), event]
  return { event: shownWhole(context, event) }
}

export function updateEvent(input: Input, context: CalendarContext): string {
  const id = givenText(input, 'event_id')
  const event = eventWithId(context, id)
  const [start, end] = [
    textIn(input, 'updated_start_datetime'),
    textIn(input, 'updated_end_datetime'),
  ]
  if (start) setTime(event, 'start', start)
  if (end) setTime(event, 'end', end)
  const texts = {
    title: 'summary',
    description: 'description',
    location: 'location',
    visibility: 'visibility',
  } as const
  for (const [field, name] of Object.entries(texts) as [keyof typeof texts, string][]) {
    const value = textIn(input, `updated_${name}`)
    if (value) event[field] = value
  }
  if (input['updated_recurrence'] !== undefined)
    event.recurrence = [...textsIn(input, 'updated_recurrence')]
  const removed = new Set(textsIn(input, 'attendees_to_remove').map((email) => email.toLowerCase()))
  event.attendees = (event.attendees ?? []).filter(({ email }) => !removed.has(email.toLowerCase()))
  addAttendees(event, textsIn(input, 'attendees_to_add'))
  refuseEmpty(event)
  shownWhole(context, event)
  return `Event with ID ${id} successfully updated at ${written(context.now)}. View updated event at ${linkTo(id)}`
}

export function addAttendeesToEvent(input: Input, context: CalendarContext): string {
  requirePrimary(input)
  const id = givenText(input, 'event_id')
  const event = eventWithId(context, id)
  const added = addAttendees(event, textsIn(input, 'attendees'))
  if (added.length === 0) {
    const present = (event.attendees ?? []).map(({ email }) => `'${email}'`).join(', ')
    return `No new attendees were added to event '${id}' because all specified emails are already attendees. Current attendees: [${present}]`
  }
  return `Successfully added ${added.length} new attendees to event '${id}': ${added.join(', ')}. ${notification(input)} View updated event at ${linkTo(id)}`
}

export function deleteEvent(input: Input, context: CalendarContext): string {
  requirePrimary(input)
  const id = givenText(input, 'event_id')
  if (id.includes('_'))
    throw new Error('The emulator deletes a series as a whole: give the id of the event.')
  const event = eventWithId(context, id)
  context.data.events = (context.data.events ?? []).filter((other) => other !== event)
  return `Event with ID '${id}' successfully deleted from calendar 'primary'. ${notification(input)}`
}

function refuseEmpty({ startTime, endTime }: Event): void {
  if (!startTime || !endTime || timeOf(endTime) >= timeOf(startTime)) return
  throw new Error('Google Calendar API Error (400): The specified time range is empty.')
}

/** The data is one calendar, the primary one. */
export function requirePrimary(input: Input): void {
  const id = textIn(input, 'calendar_id') ?? 'primary'
  if (id !== 'primary') throw new Error('Google Calendar API Error (404): Not Found')
}

function setTime(event: Event, which: 'start' | 'end', text: string): void {
  event[`${which}Time`] = written(timeOf(text))
  delete event[`${which}Date`]
}

/** Adds those who are not there yet, whatever the case of their addresses. */
function addAttendees(event: Event, emails: readonly string[]): readonly string[] {
  const present = new Set((event.attendees ?? []).map(({ email }) => email.toLowerCase()))
  const added = emails.filter((email) => !present.has(email.toLowerCase()))
  if (added.length > 0)
    event.attendees = [...(event.attendees ?? []), ...added.map((email) => ({ email }))]
  return added
}

function notification(input: Input): string {
  const updates = textIn(input, 'send_updates') ?? 'all'
  if (updates === 'all') return 'Notifications were sent to all attendees.'
  if (updates === 'none') return 'No notifications were sent to attendees.'
  return 'Notifications were sent to external attendees only.'
}
