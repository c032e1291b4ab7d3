import type { Arbitrary } from 'fast-check'
import type { ClosePhone } from '../data/close-data.ts'
import { phoneField } from '../fields/close-fields.ts'
import type { PhoneConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Phone numbers with anything the contract allows: any keys, any JSON values.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostilePhone({ phone: fc.constant('+12025550100') })
 * ```
 */
export function hostilePhone(constraints: PhoneConstraints = {}): Arbitrary<ClosePhone> {
  return new FieldArbitrary(phoneField(hostileFamily, constraints))
}
