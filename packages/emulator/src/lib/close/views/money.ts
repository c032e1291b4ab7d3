import type { OpportunityRecord } from '../store/records.ts'

/** An opportunity's computed amounts, in cents. */
export interface Amounts {
  readonly expected_value: number
  readonly annualized_value: number
  readonly annualized_expected_value: number
}

const DOLLARS = formatsOf('USD')

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

/**
 * As Close writes amounts: `$1,000,000`, `$4.50`, `$5 monthly`, and nothing for no value. Only
 * dollars are recorded; that other currencies come with their own sign is inferred.
 */
export function formatValue(
  value: number | null,
  period: string | null,
  currency: string = 'USD',
): string {
  if (value === null) return ''
  const { whole, withCents } = currency === 'USD' ? DOLLARS : formatsOf(currency)
  const amount = (value % 100 === 0 ? whole : withCents).format(value / 100)
  return `${amount}${PERIOD_SUFFIXES[period ?? ''] ?? ''}`
}

function formatsOf(currency: string): Record<'whole' | 'withCents', Intl.NumberFormat> {
  const format = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  return { whole: format(0), withCents: format(2) }
}
