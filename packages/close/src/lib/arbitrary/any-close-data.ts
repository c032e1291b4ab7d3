import type { Arbitrary } from 'fast-check'
import type { CloseData } from '../data/close-data.ts'
import type { CloseDataConstraints } from '../fields/constraints.ts'
import { closeDataField } from '../fields/close-fields.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Data like a sales team's: leads of different names, each in keeping with itself.
 *
 * Shrinks to the few leads, parts and values that a failure needs, named the way a person would
 * name them in a small example.
 *
 * @example
 * ```ts
 * anyCloseData({ leads: { min: 1, max: 50 }, lead: { tasks: { min: 1 } } })
 * ```
 */
export function anyCloseData(constraints: CloseDataConstraints = {}): Arbitrary<CloseData> {
  return new FieldArbitrary(closeDataField(realisticFamily, constraints))
}
