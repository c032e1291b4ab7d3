import type { MatcherTime } from './matcher-time.ts'

/** How strictly data is compared: all of it, what is mentioned, or what it was seeded with. */
export type DataMode = 'whole' | 'partial' | 'seeded'

/** What was found of a part that is looked for in every list of one name. */
export interface SoughtData<Difference> {
  readonly isFound: boolean
  /** How many parts the lists of this name have. */
  readonly count: number
  /** What is wrong with the part that is nearest; empty when one is found, or there is none. */
  readonly nearest: readonly Difference[]
}

/** How data of one system is compared and shown. `@sandpit/systems/format` has one for each. */
export interface DataFormat<Difference = unknown> {
  diff(expected: unknown, actual: unknown, mode: DataMode): readonly Difference[]
  seek(list: string, expected: unknown, actual: unknown): SoughtData<Difference>
  show(differences: readonly Difference[], options?: { readonly lines?: number }): string
  toCode(data: unknown): string
}

/** A sandbox of any system, as its matchers and properties know it. */
export interface Matchable {
  readonly server: string
  /** What it was filled with last; nothing for an empty one. */
  readonly seed: unknown
  readonly matcherTime: MatcherTime
  format(): Promise<DataFormat>
  dump(): Promise<unknown>
  reseed(seed: never): Promise<void>
}

/**
 * Tells matchers and properties what they go by; nothing of it is for a test to set, or shows in a
 * listing of the sandbox.
 *
 * @example
 * ```ts
 * import { matchable, MatcherTime } from '@sandpit/close/sandbox'
 * import type { Sandbox } from '@sandpit/lease/link'
 * import { dataFormat } from '@sandpit/systems/format'
 *
 * export function fixtureOf(sandbox: Sandbox): Sandbox {
 *   return matchable(sandbox, new MatcherTime(), async () => dataFormat('jira'))
 * }
 * ```
 */
export function matchable<Sandbox extends Omit<Matchable, 'matcherTime' | 'format'>>(
  sandbox: Sandbox,
  matcherTime: MatcherTime,
  format: () => Promise<DataFormat>,
): Sandbox {
  return Object.defineProperties(sandbox, {
    matcherTime: { value: matcherTime },
    format: { value: format },
  })
}

/**
 * Workers may load this file more than once, so that no class would tell.
 *
 * @example
 * ```ts
 * import { isMatchable } from '@sandpit/close/sandbox'
 *
 * isMatchable(close) // false: Close has matchers of its own
 * ```
 */
export function isMatchable(value: unknown): value is Matchable {
  return typeof value === 'object' && value !== null && 'matcherTime' in value && 'format' in value
}
