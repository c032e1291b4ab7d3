import type { Arbitrary } from 'fast-check'
import type { CloseTask } from '../data/close-data.ts'
import type { TaskConstraints } from '../fields/constraints.ts'
import { taskField } from '../fields/close-fields.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { FieldArbitrary } from './field-arbitrary.ts'

/**
 * Tasks, most of them with a date in 2025 or 2026 and open.
 *
 * Shrinks to `{ description: 'Follow up' }`, dates to the earliest that fails.
 *
 * @example
 * ```ts
 * anyTask({ date: { from: '2025-12-01', to: '2025-12-31' } })
 * ```
 */
export function anyTask(constraints: TaskConstraints = {}): Arbitrary<CloseTask> {
  return new FieldArbitrary(taskField(realisticFamily, constraints))
}
