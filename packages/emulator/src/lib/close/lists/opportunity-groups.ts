import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { ordered } from '../call/order.ts'
import { type ListParameters, type Page, pageOf } from '../call/page.ts'
import type { OpportunityRecord } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { opportunityTotals } from '../views/opportunity-totals.ts'
import { opportunityView } from '../views/opportunity-view.ts'
import { chosen } from './order.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What a group has in common; `key` is what it is sorted by, unless it is about users. */
type Facts = Dictionary & { readonly key: string | null; readonly user_name?: string | null }
type Grouping = (row: OpportunityRecord, call: CloseCall) => Facts

const GROUPINGS: Readonly<Record<string, Grouping>> = {
  user_id: ({ user_id: id }, { store }) => ({
    key: id,
    user_id: id,
    user_name: userName(store, id),
  }),
  date_won__year: byDateWon((day) => ({ year: day.getUTCFullYear() })),
  date_won__quarter: byDateWon((day) => ({
    year: day.getUTCFullYear(),
    quarter: Math.floor(day.getUTCMonth() / 3) + 1,
  })),
  date_won__month: byDateWon((day) => ({
    year: day.getUTCFullYear(),
    month: day.getUTCMonth() + 1,
  })),
  date_won__week: byDateWon(isoWeekOf),
}

/**
 * Puts a page of opportunities into groups, as `_group_by` asks; totals of a group count what is on
 * other pages too. How a `key` is written is inferred, and that opportunities without a date are a
 * group of their own, the last one.
 *
 * @throws CloseError 400 for anything that opportunities cannot be grouped by
 */
export function groupingOf(
  call: CloseCall,
  wanted: string,
): (found: readonly OpportunityRecord[], parameters: ListParameters) => Page {
  const factsOf = chosen('_group_by', wanted, GROUPINGS)
  return (found, parameters) => {
    const groups = new Map<string | null, Group>()
    for (const row of found) {
      const facts = factsOf(row, call)
      const group = groups.get(facts.key) ?? { facts, rows: [] }
      group.rows.push(row)
      groups.set(facts.key, group)
    }
    const sorted = ordered(
      Array.from(groups.values()),
      ({ facts }) => facts.user_name ?? facts.key,
      wanted.startsWith('-') ? -1 : 1,
    )
    const rows = sorted.flatMap((group) => group.rows)
    const page = pageOf(rows, parameters, (row) => opportunityView(call.store, row))
    return { ...page, data: cut(sorted, page.data, Number(parameters['_skip'] ?? 0)) }
  }
}

interface Group {
  readonly facts: Facts
  readonly rows: OpportunityRecord[]
}

/** Gives each group what the page has of it; groups of which it has nothing are left out. */
function cut(
  groups: readonly Group[],
  objects: readonly Dictionary[],
  skipped: number,
): readonly Dictionary[] {
  let from = -skipped
  return groups.flatMap(({ facts, rows }) => {
    const shown = objects.slice(Math.max(from, 0), Math.max(from + rows.length, 0))
    from += rows.length
    return shown.length === 0 ? [] : [{ ...facts, objects: shown, ...opportunityTotals(rows) }]
  })
}

function byDateWon(parts: (day: Date) => Readonly<Record<string, number>>): Grouping {
  return ({ date_won: day }) => {
    if (day === null) return { key: null }
    const facts = parts(new Date(day))
    const texts = Object.values(facts).map((part) => String(part).padStart(2, '0'))
    return { key: texts.join('-'), ...facts }
  }
}

/** The week of a day, which belongs to the year that its Thursday is in. */
function isoWeekOf(day: Date): { readonly weekyear: number; readonly week: number } {
  const weekday = (day.getUTCDay() + 6) % 7
  const thursday = new Date(day.getTime() + (3 - weekday) * DAY_MS)
  const weekyear = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(weekyear, 0, 1)) / DAY_MS / 7) + 1
  return { weekyear, week }
}
