import { SandpitError } from '@sandpit/client/errors'

/** An amount of money in cents, an integer: `48000` is 480 dollars. Make one with {@link usd}. */
export type Cents = number

/** Above this, neighbouring cents are no longer told apart by a number of dollars. */
const LARGEST_DOLLARS = 10_000_000_000_000

/**
 * Dollars, as the cents that the wire carries: `usd(480)` is `48000`, `usd(19.99)` is `1999`.
 *
 * The result is exact. Amounts with a fraction of a cent, beyond ten trillion dollars, or not
 * finite are refused.
 *
 * @throws SandpitError with code `invalid_seed`
 * @see API reference, `CloseOpportunity.value`
 *
 * @example
 * ```ts
 * usd(480) // 48000
 * usd(19.99) // 1999
 * ```
 */
export function usd(dollars: number): Cents {
  if (!Number.isFinite(dollars)) throw refusal(dollars, 'it is not a finite number')
  if (Math.abs(dollars) > LARGEST_DOLLARS) throw refusal(dollars, 'it is over ten trillion dollars')
  const cents = Math.round(dollars * 100)
  // Division rounds correctly, so only the number nearest to a whole cent comes back unchanged.
  if (cents / 100 !== dollars) throw refusal(dollars, 'it has a fraction of a cent')
  return cents + 0 // turns -0 into 0
}

function refusal(dollars: number, reason: string): SandpitError {
  return new SandpitError(
    'invalid_seed',
    `usd(${dollars}) is not an amount of whole cents: ${reason}. Pass dollars with at most two decimals.`,
  )
}
