import type { SystemData, SystemServer } from '../../data.ts'
import { layOut } from './code-layout.ts'
import { literal } from './code-literal.ts'

/**
 * Data of a system as the code that makes it: an object literal to paste into a test. Evaluating it
 * gives the same data; what cannot be seen in a text is escaped.
 *
 * @example
 * ```ts
 * toCode<'slack'>({ channels: [{ name: 'general' }] })
 * // "{ channels: [{ name: 'general' }] }"
 * ```
 */
export function toCode<Server extends SystemServer>(data: SystemData<Server>): string {
  return layOut(literal(JSON.parse(JSON.stringify(data))))
}
