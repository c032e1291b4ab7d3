import { momentOf } from '../call/moment.ts'

/** When and where a search is made. */
export interface Place {
  readonly now: Date
  /** How far the place is ahead of UTC. */
  readonly utcOffsetMs?: number
}

/** A stretch of time, in milliseconds since 1970: from its first moment to the first one after it. */
export interface Span {
  readonly from: number
  readonly to: number
  /** The moment that `<` and the like compare with, where one is meant. */
  readonly at?: number
}

const MINUTE_MS = 60 * 1000
const UNIT_MS = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 24 * 60 * MINUTE_MS } as const
const UNIT_MONTHS = { month: 1, quarter: 3, year: 12 } as const
type Unit = keyof typeof UNIT_MS | 'week' | keyof typeof UNIT_MONTHS

const DAYS: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }
const TURNS: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 }
const TURN = /^(last|this|next) (minute|hour|day|week|month|quarter|year)$/
const DISTANCE =
  /^(?:in )?(\d{1,6}|an?|one) (minute|hour|day|week|month|quarter|year)s?( ago| from now)?$/

/**
 * Reads a time as people write it: `2025`, `2025-12`, `2025-12-02`, a date-time, `now`, `today`,
 * `this month`, `2 hours ago`, `7 days from now`. `undefined` for anything else.
 */
export function spanOf(text: string, { now, utcOffsetMs = 0 }: Place): Span | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const local = now.getTime() + utcOffsetMs
  const span = relativeSpan(words, local) ?? calendarSpan(words)
  if (span !== undefined) return shifted(span, -utcOffsetMs)
  const at = momentOf(text.trim(), utcOffsetMs)
  if (at === undefined) return undefined
  return /^\d{4}-\d\d-\d\d$/.test(words)
    ? { from: at, to: at + UNIT_MS.day }
    : { from: at, to: at + 1, at }
}

function relativeSpan(words: string, local: number): Span | undefined {
  if (words === 'now') return around('minute', local)
  const day = Object.hasOwn(DAYS, words) ? DAYS[words] : undefined
  if (day !== undefined) return whole('day', moved('day', local, day))
  const [, turn = '', unit] = TURN.exec(words) ?? []
  if (unit !== undefined)
    return whole(unit as Unit, moved(unit as Unit, startOf(unit as Unit, local), TURNS[turn] ?? 0))
  const [, amount, distanceUnit, direction] = DISTANCE.exec(words) ?? []
  // `in 7 days` and `7 days from now`, but not `7 days` and `in 7 days ago`.
  if (amount === undefined || words.startsWith('in ') === (direction !== undefined))
    return undefined
  const count = /^\d/.test(amount) ? Number(amount) : 1
  const at = moved(distanceUnit as Unit, local, direction === ' ago' ? -count : count)
  return Number.isNaN(at) ? undefined : around(distanceUnit as Unit, at)
}

/** A year, or a month of one. */
function calendarSpan(words: string): Span | undefined {
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(words) ?? []
  if (year === undefined) return undefined
  return whole(month === undefined ? 'year' : 'month', Date.parse(words))
}

/** A moment, which equals whatever is in its minute, its hour or its day. */
function around(unit: Unit, at: number): Span {
  return { ...whole(unit === 'minute' || unit === 'hour' ? unit : 'day', at), at }
}

function whole(unit: Unit, within: number): Span {
  const from = startOf(unit, within)
  return { from, to: moved(unit, from, 1) }
}

/** Weeks begin on Monday. */
function startOf(unit: Unit, within: number): number {
  if (unit === 'minute' || unit === 'hour' || unit === 'day') {
    return Math.floor(within / UNIT_MS[unit]) * UNIT_MS[unit]
  }
  const day = startOf('day', within)
  const date = new Date(day)
  if (unit === 'week') return day - ((date.getUTCDay() + 6) % 7) * UNIT_MS.day
  const months = UNIT_MONTHS[unit]
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1)
}

function moved(unit: Unit, at: number, count: number): number {
  if (unit === 'minute' || unit === 'hour' || unit === 'day') return at + count * UNIT_MS[unit]
  if (unit === 'week') return at + count * 7 * UNIT_MS.day
  return monthsLater(at, count * UNIT_MONTHS[unit])
}

/** A month after the 31st of January is the last of February. */
function monthsLater(at: number, months: number): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

function shifted({ from, to, at }: Span, byMs: number): Span {
  return { from: from + byMs, to: to + byMs, ...(at !== undefined && { at: at + byMs }) }
}
