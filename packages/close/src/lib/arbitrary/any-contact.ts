import type { Arbitrary } from 'fast-check'
import type { CloseContact } from '../data/close-data.ts'
import type { ContactConstraints } from '../fields/constraints.ts'
import { contactField } from '../fields/close-fields.ts'
import { withPlainerName } from '../families/realistic-reducers.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * People, with mail addresses made of their names.
 *
 * Shrinks to `{ name: 'Ann Lee' }`.
 *
 * @example
 * ```ts
 * anyContact({ emails: 1, phones: { max: 2 } })
 * ```
 */
export function anyContact(constraints: ContactConstraints = {}): Arbitrary<CloseContact> {
  const field = contactField(realisticFamily, constraints)
  const isNameFree = constraints.name === undefined
  return new FieldArbitrary(isNameFree ? withPlainerName(field) : field)
}
