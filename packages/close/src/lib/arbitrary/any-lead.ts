import type { Arbitrary } from 'fast-check'
import type { CloseLead } from '../data/close-data.ts'
import type { LeadConstraints } from '../fields/constraints.ts'
import { leadField } from '../fields/close-fields.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Companies with people, deals and tasks that belong together: mail goes to the company's domain,
 * and tasks are about people who exist.
 *
 * Shrinks to `{ name: 'Acme' }`.
 *
 * @example
 * ```ts
 * anyLead({ contacts: { min: 1 }, opportunity: { period: fc.constant('annual') } })
 * ```
 */
export function anyLead(constraints: LeadConstraints = {}): Arbitrary<CloseLead> {
  return new FieldArbitrary(leadField(realisticFamily, constraints))
}
