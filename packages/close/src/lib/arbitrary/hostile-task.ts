import type { Arbitrary } from 'fast-check'
import type { CloseTask } from '../data/close-data.ts'
import { taskField } from '../fields/close-fields.ts'
import type { TaskConstraints } from '../fields/constraints.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Tasks with anything the contract allows: any text for a date, any assignee.
 *
 * Every value is within the contract, so a service that follows it must take it.
 * Shrinks towards nothing, and texts to as few characters as fail.
 *
 * @example
 * ```ts
 * hostileTask({ description: fc.constant('Call') })
 * ```
 */
export function hostileTask(constraints: TaskConstraints = {}): Arbitrary<CloseTask> {
  return new FieldArbitrary(taskField(hostileFamily, constraints))
}
