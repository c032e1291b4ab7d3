import type { Arbitrary } from 'fast-check'
import { invalidField, type InvalidCloseData } from '../families/invalid-field.ts'
import type { Field } from '../fields/field.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Close data that breaks the contract in exactly one place, with the location and type of the
 * error that must come back.
 *
 * Shrinks to the same mistake with as little as can be around it. The types are those of pydantic,
 * which the service is taken to be made with.
 *
 * @example
 * ```ts
 * fc.asyncProperty(invalidCloseData(), async ({ data, loc, type }) => {
 *   const { detail } = await initialize(data)
 *   expect(detail).toMatchObject([{ loc, type }])
 * })
 * ```
 */
export function invalidCloseData(): Arbitrary<InvalidCloseData> {
  return new FieldArbitrary(invalidField as unknown as Field)
}
