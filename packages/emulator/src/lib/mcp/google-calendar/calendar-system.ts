import { pythonJson } from '../../json/python-text.ts'
import type { InputSchema } from '../input-schema.ts'
import {
  argumentsOf,
  flag,
  oneOfWords,
  text,
  texts,
  whole,
  withDefault,
} from '../systems/argument.ts'
import {
  defineEmulatedSystem,
  type EmulatedSystem,
  type EmulatedTool,
} from '../systems/emulated-system.ts'
import type { CalendarContext } from './calendar-events.ts'
import { currentTime, findFreeSlots, listCalendars, listEvents } from './calendar-reading.ts'
import { addAttendeesToEvent, createEvent, deleteEvent, updateEvent } from './calendar-writing.ts'

const calendar = withDefault(text, 'primary')
const updates = withDefault(oneOfWords('all', 'externalOnly', 'none'), 'all')
const visibility = oneOfWords('default', 'public', 'private')

/**
 * Google Calendar's tools. Names, arguments, the fields of answers and the sentences are those of the
 * public server (documented); ids, links, times of change and what Google itself answers are inferred.
 *
 * `google_calendar_search_contacts` is left out: seeds have no contacts.
 */
export const calendarSystem: EmulatedSystem<'google_calendar'> = defineEmulatedSystem({
  server: 'google_calendar',
  name: 'google-calendar-mcp-server',
  // Failures are told as a text that is not marked as one (documented).
  failed: ({ message }) => ({ text: `Error: ${message}`, isError: false }),
  tools: [
    reading(
      'get_current_time',
      'CONTEXT',
      'Tells the time of the calendar.',
      argumentsOf([], {}),
      (_input, context) => currentTime(context),
    ),
    reading(
      'list_calendars',
      'CALENDAR',
      'Lists the calendars.',
      argumentsOf([], {
        max_results: withDefault({ ...whole, minimum: 1, maximum: 250 }, 10),
        show_deleted: withDefault(flag, false),
        show_hidden: withDefault(flag, false),
        next_page_token: text,
      }),
      (_input, context) => listCalendars(context),
    ),
    tool(
      'create_event',
      'EVENT',
      'Makes an event.',
      argumentsOf(['summary', 'start_datetime', 'end_datetime'], {
        summary: text,
        start_datetime: text,
        end_datetime: text,
        calendar_id: calendar,
        description: text,
        location: text,
        visibility: withDefault(visibility, 'default'),
        attendees: texts,
        send_updates: updates,
        add_google_meet: withDefault(flag, false),
        recurrence: texts,
      }),
      createEvent,
    ),
    reading(
      'list_events',
      'EVENT',
      'Lists the events between two times.',
      argumentsOf(['min_end_datetime', 'max_start_datetime'], {
        min_end_datetime: text,
        max_start_datetime: text,
        calendar_id: calendar,
        max_results: withDefault(whole, 10),
      }),
      listEvents,
    ),
    tool(
      'update_event',
      'EVENT',
      'Changes an event.',
      argumentsOf(['event_id'], {
        event_id: text,
        updated_start_datetime: text,
        updated_end_datetime: text,
        updated_summary: text,
        updated_description: text,
        updated_location: text,
        updated_visibility: visibility,
        attendees_to_add: texts,
        attendees_to_remove: texts,
        updated_recurrence: texts,
        send_updates: updates,
      }),
      updateEvent,
    ),
    tool(
      'delete_event',
      'EVENT',
      'Deletes an event.',
      argumentsOf(['event_id'], { event_id: text, calendar_id: calendar, send_updates: updates }),
      deleteEvent,
    ),
    tool(
      'add_attendees_to_event',
      'EVENT',
      'Invites people to an event.',
      argumentsOf(['event_id', 'attendees'], {
        event_id: text,
        attendees: texts,
        calendar_id: calendar,
        send_updates: updates,
      }),
      addAttendeesToEvent,
    ),
    reading(
      'find_free_slots',
      'AVAILABILITY',
      'Finds times that are taken, and times that are free.',
      argumentsOf([], {
        items: texts,
        time_min: text,
        time_max: text,
        timezone: withDefault(text, 'UTC'),
        min_slot_duration_minutes: withDefault({ ...whole, minimum: 1 }, 30),
      }),
      findFreeSlots,
    ),
  ],
})

type Work = (input: Readonly<Record<string, unknown>>, context: CalendarContext) => object | string

function tool(
  name: string,
  category: string,
  description: string,
  inputSchema: InputSchema,
  work: Work,
): EmulatedTool<'google_calendar'> {
  return {
    name: `google_calendar_${name}`,
    description,
    inputSchema,
    annotations: { category: `GOOGLE_CALENDAR_${category}` },
    call(input, context) {
      const done = work(input, context)
      return typeof done === 'string' ? done : pythonJson(done)
    },
  }
}

function reading(...args: Parameters<typeof tool>): EmulatedTool<'google_calendar'> {
  const made = tool(...args)
  return { ...made, annotations: { ...made.annotations, readOnlyHint: true } }
}
