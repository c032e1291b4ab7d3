const PACIFIC_OFFSET_MS = -8 * 60 * 60 * 1000

/** `updated_at` as recorded: ISO with microseconds, eight hours behind UTC all year. */
export function pacificTimestamp(date: Date): string {
  const there = new Date(date.getTime() + PACIFIC_OFFSET_MS)
  return withMicroseconds(there, '-08:00')
}

/** `dumped_at` as recorded: UTC with microseconds and no offset. */
export function naiveTimestamp(date: Date): string {
  return withMicroseconds(date, '')
}

/** Close's own form: microseconds with millisecond precision and an explicit offset. */
export function closeTimestamp(date: Date): string {
  return withMicroseconds(date, '+00:00')
}

function withMicroseconds(date: Date, offset: string): string {
  return date.toISOString().replace('Z', `000${offset}`)
}
