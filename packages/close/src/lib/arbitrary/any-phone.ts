import type { Arbitrary } from 'fast-check'
import type { ClosePhone } from '../data/close-data.ts'
import type { PhoneConstraints } from '../fields/constraints.ts'
import { phoneField } from '../fields/close-fields.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Phone numbers in international form, all of them kept free for fiction.
 *
 * Shrinks to `+12025550100`.
 *
 * @example
 * ```ts
 * anyPhone({ type: fc.constantFrom('office', 'mobile') })
 * ```
 */
export function anyPhone(constraints: PhoneConstraints = {}): Arbitrary<ClosePhone> {
  return new FieldArbitrary(phoneField(realisticFamily, constraints))
}
