import type { Arbitrary } from 'fast-check'
import type { CloseOpportunity } from '../data/close-data.ts'
import { opportunityField } from '../fields/close-fields.ts'
import type { OpportunityConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Opportunities with anything the contract allows: huge and negative amounts, any confidence and period.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostileOpportunity({ note: fc.constant('Renewal') })
 * ```
 */
export function hostileOpportunity(
  constraints: OpportunityConstraints = {},
): Arbitrary<CloseOpportunity> {
  return new FieldArbitrary(opportunityField(hostileFamily, constraints))
}
