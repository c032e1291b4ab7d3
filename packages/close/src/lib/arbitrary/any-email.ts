import type { Arbitrary } from 'fast-check'
import type { CloseEmail } from '../data/close-data.ts'
import type { EmailConstraints } from '../fields/constraints.ts'
import { emailField } from '../fields/close-fields.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Mail addresses of people at companies, all under the reserved domain `.example`.
 *
 * Shrinks to an address without anything else.
 *
 * @example
 * ```ts
 * anyEmail({ type: fc.constant('direct') })
 * ```
 */
export function anyEmail(constraints: EmailConstraints = {}): Arbitrary<CloseEmail> {
  return new FieldArbitrary(emailField(realisticFamily, constraints))
}
