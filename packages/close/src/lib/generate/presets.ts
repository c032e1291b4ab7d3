import type { CloseData } from '../data/close-data.ts'
import { generateCloseData } from './generate-close-data.ts'

/**
 * A new account: no leads at all.
 *
 * @example
 * ```ts
 * import { emptyCloseData } from '@sandpit/close/presets'
 * import { test } from '@sandpit/vitest/close'
 *
 * test.override('seed', emptyCloseData)
 * ```
 */
export const emptyCloseData: CloseData<never> = Object.freeze({ leads: [] })

/**
 * What one person works on: 10 leads, always the same.
 *
 * @example
 * ```ts
 * import { smallCloseData } from '@sandpit/close/presets'
 * import { test } from '@sandpit/vitest/close'
 *
 * test.override('seed', smallCloseData())
 * ```
 */
export function smallCloseData(): CloseData {
  return generateCloseData({ seed: 10, leads: 10 })
}

/**
 * What a team works on: 100 leads, always the same.
 *
 * @example
 * ```ts
 * import { mediumCloseData } from '@sandpit/close/presets'
 * import { test } from '@sandpit/vitest/close'
 *
 * test.override('seed', mediumCloseData())
 * ```
 */
export function mediumCloseData(): CloseData {
  return generateCloseData({ seed: 100, leads: 100 })
}

/**
 * What an organization works on: 1,000 leads, always the same.
 *
 * @example
 * ```ts
 * import { largeCloseData } from '@sandpit/close/presets'
 * import { test } from '@sandpit/vitest/close'
 *
 * test.override('seed', largeCloseData())
 * ```
 */
export function largeCloseData(): CloseData {
  return generateCloseData({ seed: 1000, leads: 1000 })
}
