const DAY_MS = 24 * 60 * 60 * 1000
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 }

/** Reads `2025-12-02`, a date-time, `today`, `yesterday` or `2 weeks ago`; milliseconds since 1970. */
export function momentOf(text: string, now: Date): number | undefined {
  const words = text.trim().toLowerCase()
  const midnight = Date.parse(now.toISOString().slice(0, 10))
  if (words === 'now') return now.getTime()
  if (words === 'today') return midnight
  if (words === 'yesterday') return midnight - DAY_MS
  const ago = /^(?<count>\d+) (?<unit>day|week|month|year)s? ago$/.exec(words)?.groups
  if (ago !== undefined) {
    return now.getTime() - Number(ago['count']) * (UNIT_DAYS[ago['unit'] ?? ''] ?? 0) * DAY_MS
  }
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}
