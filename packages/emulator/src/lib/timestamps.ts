const PACIFIC_OFFSET_MS = -8 * 60 * 60 * 1000

/** `updated_at` as recorded: ISO with microseconds, eight hours behind UTC all year. */
export function pacificTimestamp(date: Date): string {
  const there = new Date(date.getTime() + PACIFIC_OFFSET_MS)
  return there.toISOString().replace('Z', '000-08:00')
}

/** `dumped_at` as recorded: UTC with microseconds and no offset. */
export function naiveTimestamp(date: Date): string {
  return date.toISOString().replace('Z', '000')
}

/** Close's own form: microseconds with millisecond precision and an explicit offset. */
export function closeTimestamp(date: Date): string {
  return date.toISOString().replace('Z', '000+00:00')
}
