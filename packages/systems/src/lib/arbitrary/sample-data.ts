import fc from 'fast-check'
import type { SystemData, SystemServer } from '../../data.ts'
import { anyData } from './any-data.ts'
import type { Count } from './draft.ts'
import { hostileData } from './hostile-data.ts'

/** Which data. */
export interface SampleOptions {
  /** The same number gives the same data with the same version of Sandpit and of fast-check. */
  readonly seed: number
  /** `realistic` (the default), or `hostile`: anything that the document allows. */
  readonly kind?: 'realistic' | 'hostile'
  /** How many parts the lists of realistic data have; two to four by default. */
  readonly parts?: Count
}

/**
 * One sample of a system's data, the same for the same options.
 *
 * For data that a property is to be checked with, and that shrinks, use `anyData` instead.
 *
 * @example
 * ```ts
 * sampleData('hubspot', { seed: 42 })
 * ```
 */
export function sampleData<const Server extends SystemServer>(
  server: Server,
  { seed, kind = 'realistic', parts = { min: 2, max: 4 } }: SampleOptions,
): SystemData<Server> {
  const arbitrary = kind === 'hostile' ? hostileData(server) : anyData(server, { parts })
  const [sample] = fc.sample(fc.noBias(arbitrary), { seed, numRuns: 1 })
  if (sample === undefined) throw new TypeError('fast-check gave no sample.')
  return sample
}
