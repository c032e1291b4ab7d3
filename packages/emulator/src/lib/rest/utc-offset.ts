import { CloseError } from '../close/call/close-error.ts'

const HOUR_MS = 60 * 60 * 1000
/** No place is further from UTC than this. */
const MOST_HOURS = 14

/** How far `x-tz-offset` is ahead of UTC: hours, such as `-4` or `5.5`; none is UTC. */
export function utcOffsetMs(header: string | undefined): number {
  if (header === undefined || header === '') return 0
  const hours = Number(header)
  if (Math.abs(hours) <= MOST_HOURS) return hours * HOUR_MS
  throw CloseError.invalid('x-tz-offset must be a number of hours, such as -4 or 5.5.')
}
