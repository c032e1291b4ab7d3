import type { Arbitrary } from 'fast-check'
import type { CloseEmail } from '../data/close-data.ts'
import { emailField } from '../fields/close-fields.ts'
import type { EmailConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Mail addresses with anything the contract allows: any keys, any JSON values.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostileEmail({ email: fc.constant('ann@acme.example') })
 * ```
 */
export function hostileEmail(constraints: EmailConstraints = {}): Arbitrary<CloseEmail> {
  return new FieldArbitrary(emailField(hostileFamily, constraints))
}
