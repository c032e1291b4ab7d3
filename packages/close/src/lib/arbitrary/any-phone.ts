import type { Arbitrary } from 'fast-check'
import type { ClosePhone } from '../close-data.ts'
import type { PhoneConstraints } from '../generate/constraints.ts'
import { phoneField } from '../generate/close-fields.ts'
import { realisticFamily } from '../generate/realistic-family.ts'
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
