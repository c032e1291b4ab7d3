import type { Dictionary } from '../../validation/containers.ts'
import { amountsOf, formatValue } from './money.ts'
import type { OpportunityRecord } from '../store/records.ts'

const PERIODS = ['one_time', 'monthly', 'annual'] as const

/** What Close adds to each list of opportunities: counts and totals over all of it, not one page. */
export function opportunityTotals(
  found: readonly OpportunityRecord[],
): Dictionary & { readonly total_results: number } {
  const totals: Record<string, unknown> = {}
  const counts: Record<string, number> = {}
  for (const period of PERIODS) {
    const ofPeriod = found.filter((opportunity) => opportunity.value_period === period)
    counts[period] = ofPeriod.length
    Object.assign(
      totals,
      total(
        `total_value_${period}`,
        sum(ofPeriod, (one) => one.value ?? 0),
      ),
    )
    const expected = sum(ofPeriod, (one) => amountsOf(one).expected_value)
    Object.assign(totals, total(`expected_value_${period}`, expected))
  }
  const annualized = sum(found, (one) => amountsOf(one).annualized_value)
  const expected = sum(found, (one) => amountsOf(one).annualized_expected_value)
  return {
    total_results: found.length,
    count_by_value_period: counts,
    ...totals,
    ...total('total_value_annualized', annualized),
    ...total('expected_value_annualized', expected),
  }
}

/** A total and its text; the text is `null` where there is nothing to show, as recorded. */
function total(name: string, cents: number): Dictionary {
  return { [name]: cents, [`${name}_formatted`]: cents === 0 ? null : formatValue(cents, null) }
}

function sum(
  found: readonly OpportunityRecord[],
  amount: (opportunity: OpportunityRecord) => number,
): number {
  return found.reduce((cents, opportunity) => cents + amount(opportunity), 0)
}
