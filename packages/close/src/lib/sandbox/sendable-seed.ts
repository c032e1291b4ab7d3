import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'

/** How deep a seed may be nested; far beyond any real one. */
const deepest = 100

/**
 * A seed as data that can leave this process. JSON would turn `NaN` into `null` and leave functions
 * out without a word, so what it cannot carry is refused here; the rest is for whoever receives it
 * to hold against the contract. The schema is only loaded to say what is wrong.
 *
 * @throws SandpitError `invalid_seed`, with path, value and expectation.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { sendableSeed } from '@sandpit/close/sandbox'
 *
 * await sendableSeed(closeData().lead('Acme')) // { leads: [{ name: 'Acme' }] }
 * ```
 */
export async function sendableSeed(seed: CloseSeed): Promise<CloseData> {
  const data = toCloseData(seed)
  if (isJson(data, 0)) return data
  const { parseCloseSeed } = await import('@sandpit/close/schema')
  return parseCloseSeed(data)
}

function isJson(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return isLeaf(value)
  if (depth > deepest) return false
  if (Array.isArray(value))
    return value.every((part) => part !== undefined && isJson(part, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  return Object.values(value).every((part) => isJson(part, depth + 1))
}

/** A key without a value is left out by JSON, which is what an absent key means. */
function isLeaf(value: unknown): boolean {
  return value === null || value === undefined || ['string', 'boolean'].includes(typeof value)
}
