import type { OpportunityRecord } from '../store/records.ts'

/** An opportunity's computed amounts, in cents. */
export interface Amounts {
  readonly expected_value: number
  readonly annualized_value: number
  readonly annualized_expected_value: number
}

const WHOLE_DOLLARS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const WITH_CENTS = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

// ` annually` is a guess: only the monthly form is recorded.
const PERIOD_SUFFIXES: Readonly<Record<string, string>> = {
  monthly: ' monthly',
  annual: ' annually',
}

/** Value by confidence, and both for a year; what is paid once or yearly counts once a year. */
export function amountsOf(opportunity: OpportunityRecord): Amounts {
  const value = opportunity.value ?? 0
  const expected = Math.round((value * (opportunity.confidence ?? 0)) / 100)
  const perYear = opportunity.value_period === 'monthly' ? 12 : 1
  return {
    expected_value: expected,
    annualized_value: value * perYear,
    annualized_expected_value: expected * perYear,
  }
}

/** As Close writes amounts: `$1,000,000`, `$4.50`, `$5 monthly`, and nothing for no value. */
export function formatValue(value: number | null, period: string | null): string {
  if (value === null) return ''
  const dollars = (value % 100 === 0 ? WHOLE_DOLLARS : WITH_CENTS).format(value / 100)
  return `$${dollars}${PERIOD_SUFFIXES[period ?? ''] ?? ''}`
}
