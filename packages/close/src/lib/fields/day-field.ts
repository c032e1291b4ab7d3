import { SandpitError } from '@sandpit/client/errors'
import type { Field } from './field.ts'
import { bisect, type Reducer } from './reducer.ts'

/** Days from and to, both included, as `2025-12-02`. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** Two years, so that there are tasks before and after any day in between. */
export const DEFAULT_DAYS: Days = { from: '2025-01-01', to: '2026-12-31' }

/** A day in a range, there in so many of a hundred cases; smaller ones are nearer to the first. */
export function dayField({ from, to }: Days, percent: number): Field {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  if (!(first <= last)) throw noDay(from, to)
  return {
    draw: ({ random }) =>
      random.chance(percent) ? dayText(random.between(first, last)) : undefined,
    smaller: earlierDays(first) as Reducer<unknown>,
    isOptional: percent < 100,
  }
}

function earlierDays(first: number): Reducer<string> {
  const earlier = bisect(first)
  return function* reduceDay(day, cursor) {
    for (const reduced of earlier(dayNumber(day), cursor)) {
      yield { value: dayText(reduced.value), cursor: reduced.cursor }
    }
  }
}

const DAY_MS = 86_400_000

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

function noDay(from: string, to: string): SandpitError {
  return new SandpitError(
    'configuration',
    `There is no day from '${from}' to '${to}'. Ask for a range such as { from: '2025-01-01', to: '2025-12-31' }.`,
  )
}
