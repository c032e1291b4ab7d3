import type { Arbitrary } from 'fast-check'
import type { CloseLead } from '../data/close-data.ts'
import { leadField } from '../fields/close-fields.ts'
import type { LeadConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Leads with anything the contract allows: empty names, text of every kind, `null` and absent lists, duplicates.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostileLead({ contacts: { max: 1 } })
 * ```
 */
export function hostileLead(constraints: LeadConstraints = {}): Arbitrary<CloseLead> {
  return new FieldArbitrary(leadField(hostileFamily, constraints))
}
