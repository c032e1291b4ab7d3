import type { Arbitrary } from 'fast-check'
import type { CloseData } from '../data/close-data.ts'
import { closeDataField } from '../fields/close-fields.ts'
import type { CloseDataConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Data with anything the contract allows: no leads at all, leads of one name, text of every kind, numbers at their limits.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostileCloseData({ leads: { max: 3 } })
 * ```
 */
export function hostileCloseData(constraints: CloseDataConstraints = {}): Arbitrary<CloseData> {
  return new FieldArbitrary(closeDataField(hostileFamily, constraints))
}
