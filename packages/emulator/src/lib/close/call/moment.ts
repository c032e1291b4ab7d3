const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * Reads a day, such as `2025-01-02`, or a date-time in ISO 8601: milliseconds since 1970, or
 * `undefined` for anything that no calendar or clock has, such as `2025-02-30`.
 *
 * A day is its first moment, in a place that is `utcOffsetMs` ahead of UTC. A date-time that names
 * no offset is in UTC, as in Close's own examples.
 */
export function momentOf(text: string, utcOffsetMs = 0): number | undefined {
  const [, day, time, zone = 'Z'] = ISO.exec(text) ?? []
  if (day === undefined || !isInCalendar(day)) return undefined
  if (time === undefined) return Date.parse(day) - utcOffsetMs
  const offset = zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')
  const moment = Date.parse(`${day}T${time}${offset}`)
  return Number.isNaN(moment) ? undefined : moment
}

/** Whether a text is a moment as Close writes it, `YYYY-MM-DDTHH:MM:SS.mmm000+00:00`: such ones sort as texts. */
export function isCloseTime(text: string): boolean {
  return text.length === CLOSE_TIME && text.endsWith('+00:00')
}

const CLOSE_TIME = 'YYYY-MM-DDTHH:MM:SS.mmm000+00:00'.length

/** Which of two moments comes first; a caller may have written them with any offset. */
export function compareMoments(one: string, other: string): number {
  if (one === other) return 0
  if (!isCloseTime(one) || !isCloseTime(other)) {
    return (momentOf(one) ?? 0) - (momentOf(other) ?? 0)
  }
  return one < other ? -1 : 1
}

/** `Date.parse` takes the 30th of February for the 2nd of March; every month has 28 days. */
function isInCalendar(day: string): boolean {
  const midnight = Date.parse(day)
  if (Number.isNaN(midnight)) return false
  return Number(day.slice(-2)) <= 28 || new Date(midnight).toISOString().startsWith(day)
}
