import { countIn, givenText, numberIn, textIn, textsIn } from '../systems/argument.ts'
import {
  type CalendarContext,
  occurrencesOf,
  shownEvent,
  TIME_ZONE,
  timeOf,
  weekday,
  written,
} from './calendar-events.ts'
import { requirePrimary } from './calendar-writing.ts'

type Input = Readonly<Record<string, unknown>>

export function currentTime({ now }: CalendarContext): object {
  const datetime = now.toISOString().slice(0, 19)
  const [date, time] = datetime.split('T')
  return { datetime, timezone: TIME_ZONE, date, time, dayOfWeek: weekday(now) }
}

export function listCalendars({ account }: CalendarContext): object {
  const calendars = [{ id: account, name: account, timezone: TIME_ZONE }]
  return { nextPageToken: null, count: calendars.length, calendars }
}

export function listEvents(input: Input, context: CalendarContext): object {
  requirePrimary(input)
  const bounds = ['min_end_datetime', 'max_start_datetime'].map((name) =>
    timeOf(givenText(input, name)),
  )
  const [from = 0, to = 0] = bounds.map(Number).toSorted((one, other) => one - other)
  const events = occurrencesOf(context)
    .filter(({ start, end }) => Number(end) > from && Number(start) < to)
    .slice(0, countIn(input, 'max_results', 10))
    .map((occurrence) => shownEvent(context, occurrence))
  return { count: events.length, events }
}

/** Times that are taken, and gaps between them, in UTC; other zones are refused. */
export function findFreeSlots(input: Input, context: CalendarContext): object {
  const zone = textIn(input, 'timezone') ?? TIME_ZONE
  if (zone !== TIME_ZONE)
    throw new Error(`The emulator finds free time in UTC only, not in ${zone}.`)
  const today = context.now.toISOString().slice(0, 10)
  const from = timeOf(textIn(input, 'time_min') ?? `${today}T00:00:00Z`)
  const to = timeOf(textIn(input, 'time_max') ?? `${today}T23:59:59Z`)
  if (from >= to) throw new Error('time_min must precede time_max')
  const items = textsIn(input, 'items').length > 0 ? textsIn(input, 'items') : ['primary']
  const least = numberIn(input, 'min_slot_duration_minutes', 30) * 60_000
  const calendars = items.map((item) => [item, freeBusy(item, from, to, least, context)])
  return { calendars: Object.fromEntries(calendars) as object }
}

function freeBusy(
  item: string,
  from: Date,
  to: Date,
  least: number,
  context: CalendarContext,
): object {
  // Nothing is known of others' calendars.
  if (item !== 'primary' && item !== context.account)
    return { error: 'notFound', busy: [], free: [] }
  const taken = occurrencesOf(context)
    .filter(({ start, end }) => end > from && start < to)
    .map(({ start, end }) => [Math.max(+start, +from), Math.min(+end, +to)] as const)
  const busy = merged(taken)
  const edges = [Number(from), ...busy.flat(), Number(to)]
  const free = Array.from(
    { length: edges.length / 2 },
    (_, index) => [edges[2 * index] ?? 0, edges[2 * index + 1] ?? 0] as const,
  ).filter(([start, end]) => end - start >= least)
  return { busy: busy.map(slot), free: free.map(slot) }
}

type Range = readonly [start: number, end: number]

/** Ranges that meet as one, as Google answers them; they come sorted. */
function merged(ranges: readonly Range[]): readonly Range[] {
  return ranges.reduce<readonly Range[]>((all, [start, end]) => {
    const last = all.at(-1)
    if (last === undefined || start > last[1]) return [...all, [start, end]]
    return [...all.slice(0, -1), [last[0], Math.max(last[1], end)]]
  }, [])
}

function slot([start, end]: Range): object {
  return { start: isoOf(start), end: isoOf(end) }
}

/** As Python writes a time in UTC. */
function isoOf(time: number): string {
  return written(new Date(time)).replace('Z', '+00:00')
}
