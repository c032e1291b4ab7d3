import type { DataFormat } from '@sandpit/systems/format'
import type { MatcherTime } from './matcher-time.ts'

/** A sandbox of any system, as its matchers and properties know it. */
export interface Matchable {
  readonly server: string
  /** What it was filled with last; nothing for an empty one. */
  readonly seed: unknown
  readonly matcherTime: MatcherTime
  /** How data of its system is compared and shown; loaded when a matcher needs it. */
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
 *
 * export function fixtureOf(sandbox: Sandbox): Sandbox {
 *   return matchable(sandbox, new MatcherTime())
 * }
 * ```
 */
export function matchable<Sandbox extends Omit<Matchable, 'matcherTime' | 'format'>>(
  sandbox: Sandbox,
  matcherTime: MatcherTime,
): Sandbox {
  const { server } = sandbox
  const format = async (): Promise<DataFormat> =>
    (await import('@sandpit/systems/format')).dataFormat(server)
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
