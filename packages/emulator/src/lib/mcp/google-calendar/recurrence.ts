const DAY_MS = 86_400_000

const PERIOD_DAYS: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 }

const KNOWN_PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^/,
  INTERVAL: /^[1-9]\d*$/,
  COUNT: /^[1-9]\d*$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
}

/** Every day for more than fifty years: no series is looked at further than this. */
const MOST_INSTANCES = 20_000

/**
 * When an event takes place: once, or as its rule says. Rules that repeat daily or weekly are read,
 * with an interval, a count or an end.
 *
 * @throws Error for any other rule
 */
export function occurrences(start: Date, rules: readonly string[]): readonly Date[] {
  const [rule, ...others] = rules
  if (rule === undefined) return [start]
  const parts = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map(keyAndValue),
  )
  const days = PERIOD_DAYS[parts.get('FREQ') ?? '']
  const isKnown = [...parts].every(([key, value]) => KNOWN_PARTS[key]?.test(value) === true)
  if (days === undefined || others.length > 0 || !isKnown)
    throw new Error(`The emulator does not understand the recurrence ${JSON.stringify(rules)}.`)
  const stepMs = days * DAY_MS * Number(parts.get('INTERVAL') ?? 1)
  const end = untilTime(parts.get('UNTIL'))
  const count = Math.min(Number(parts.get('COUNT') ?? MOST_INSTANCES), MOST_INSTANCES)
  return Array.from(
    { length: count },
    (_, index) => new Date(start.getTime() + index * stepMs),
  ).filter((time) => time.getTime() <= end)
}

function keyAndValue(part: string): [string, string] {
  const [key = '', value = ''] = part.split('=')
  return [key, value]
}

/** From `20251231` or `20251231T235959Z`. */
function untilTime(text: string | undefined): number {
  if (text === undefined) return Infinity
  const [, year, month, day, hour = '23', minute = '59', second = '59'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
