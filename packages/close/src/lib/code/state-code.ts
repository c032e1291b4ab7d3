import type { CloseData } from '../data/close-data.ts'
import { toCode } from './to-code.ts'

/**
 * What a sandbox holds as builder code to paste: a dump has a `null` or an empty list for all that
 * is not there, which nobody would write.
 *
 * @example
 * ```ts
 * console.log(toStateCode(await close.dump()))
 * ```
 */
export function toStateCode(dump: CloseData): string {
  const text = JSON.stringify(dump, (_, value: unknown) => (isNothing(value) ? undefined : value))
  return toCode(JSON.parse(text) as CloseData)
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
