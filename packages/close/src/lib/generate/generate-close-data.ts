import type { CloseData } from '../data/close-data.ts'
import { closeDataField } from '../fields/close-fields.ts'
import { hostileFamily } from '../families/hostile-family.ts'
import { RandomNumbers } from '../fields/random-numbers.ts'
import { realisticFamily } from '../families/realistic-family.ts'
import { emptyScene } from '../fields/scene.ts'

/** Which random data. */
export interface GenerateOptions {
  /** The same seed gives the same data, on every platform; its lowest 32 bits count. */
  readonly seed: number
  /** How many leads. */
  readonly leads: number
  /**
   * `realistic` (the default) is like a sales team's; `hostile` is everything the contract allows.
   */
  readonly kind?: 'realistic' | 'hostile'
}

/**
 * Random close data, the same for the same options.
 *
 * For data that a property is to be checked with, and that shrinks, use the arbitraries instead.
 *
 * @example
 * ```ts
 * generateCloseData({ seed: 42, leads: 50 })
 * ```
 */
export function generateCloseData({ seed, leads, kind = 'realistic' }: GenerateOptions): CloseData {
  const family = kind === 'hostile' ? hostileFamily : realisticFamily
  const field = closeDataField(family, { leads })
  return field.draw({ random: new RandomNumbers(seed) }, emptyScene()) as CloseData
}
