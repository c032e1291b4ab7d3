import type { Arbitrary } from 'fast-check'
import type { CloseContact } from '../data/close-data.ts'
import { contactField } from '../fields/close-fields.ts'
import type { ContactConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Contacts with anything the contract allows: no name, `null` for lists, odd addresses, duplicates.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostileContact({ emails: 2 })
 * ```
 */
export function hostileContact(constraints: ContactConstraints = {}): Arbitrary<CloseContact> {
  return new FieldArbitrary(contactField(hostileFamily, constraints))
}
