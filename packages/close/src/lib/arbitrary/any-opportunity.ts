import type { Arbitrary } from 'fast-check'
import type { CloseOpportunity } from '../data/close-data.ts'
import type { OpportunityConstraints } from '../fields/constraints.ts'
import { opportunityField } from '../fields/close-fields.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Deals, with amounts that fit what is sold and how often it pays.
 *
 * Shrinks to `{ note: 'Renewal' }`, amounts to the least dollar that fails.
 *
 * @example
 * ```ts
 * anyOpportunity({ value: { min: usd(100), max: usd(5000) } })
 * ```
 */
export function anyOpportunity(
  constraints: OpportunityConstraints = {},
): Arbitrary<CloseOpportunity> {
  return new FieldArbitrary(opportunityField(realisticFamily, constraints))
}
