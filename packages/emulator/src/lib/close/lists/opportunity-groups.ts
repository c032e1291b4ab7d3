import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { type ListParameters, type Page, pageOf } from '../call/page.ts'
import type { OpportunityRecord } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { opportunityTotals } from '../views/opportunity-totals.ts'
import { opportunityView } from '../views/opportunity-view.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What a group has in common; `order` is what groups are sorted by. */
interface Group {
  readonly order: string
  readonly facts: Dictionary
}

type Grouping = (row: OpportunityRecord, call: CloseCall) => Group

const GROUPINGS: Readonly<Record<string, Grouping>> = {
  user_id(row, { store }) {
    const name = userName(store, row.user_id)
    return group(name ?? '', row.user_id, { user_id: row.user_id, user_name: name })
  },
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
  const name = wanted.replace(/^-/, '')
  const grouping = Object.hasOwn(GROUPINGS, name) ? GROUPINGS[name] : undefined
  if (grouping === undefined) {
    const names = Object.keys(GROUPINGS).join(', ')
    throw CloseError.fields({
      _group_by: `Not a valid choice. Expected ${names}, or one after a -.`,
    })
  }
  return (found, parameters) => {
    const groups = sortedGroups(found, (row) => grouping(row, call), wanted.startsWith('-'))
    const rows = groups.flatMap(({ rows: inGroup }) => inGroup)
    const page = pageOf(rows, parameters, (row) => opportunityView(call.store, row))
    const skipped = Number(parameters['_skip'] ?? 0)
    return { ...page, data: cut(groups, page.data, skipped) }
  }
}

interface Grouped extends Group {
  readonly rows: OpportunityRecord[]
}

function sortedGroups(
  found: readonly OpportunityRecord[],
  groupOf: (row: OpportunityRecord) => Group,
  isReversed: boolean,
): readonly Grouped[] {
  const groups = new Map<unknown, Grouped>()
  for (const row of found) {
    const { order, facts } = groupOf(row)
    const grouped = groups.get(facts['key']) ?? { order, facts, rows: [] }
    grouped.rows.push(row)
    groups.set(facts['key'], grouped)
  }
  const sorted = Array.from(groups.values()).sort((one, other) =>
    one.order < other.order ? -1 : 1,
  )
  return isReversed ? sorted.toReversed() : sorted
}

/** Gives each group what the page has of it; groups of which it has nothing are left out. */
function cut(
  groups: readonly Grouped[],
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
    if (day === null) return group('~', null, {})
    const facts = parts(new Date(day))
    const key = Object.values(facts)
      .map((part) => String(part).padStart(2, '0'))
      .join('-')
    return group(key, key, facts)
  }
}

function group(order: string, key: string | null, facts: Dictionary): Group {
  return { order, facts: { key, ...facts } }
}

/** The week of a day, which belongs to the year that its Thursday is in. */
function isoWeekOf(day: Date): { readonly weekyear: number; readonly week: number } {
  const weekday = (day.getUTCDay() + 6) % 7
  const thursday = new Date(day.getTime() + (3 - weekday) * DAY_MS)
  const weekyear = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(weekyear, 0, 1)) / DAY_MS / 7) + 1
  return { weekyear, week }
}
