import { CloseSandbox, type CloseSandboxLink } from '../sandbox/close-sandbox.ts'
import type { CloseData } from '../data/close-data.ts'
import { type DataFormat, matchable, type Matchable } from '../sandbox/matchable.ts'
import { MatcherTime } from '../sandbox/matcher-time.ts'
import type { MatcherWatch } from './matcher-watch.ts'

/** A sandbox of any system, as it was leased for a test. */
export type LeasedForTest = CloseSandboxLink & Omit<Matchable, 'matcherTime' | 'format'>

/** What a test may know of the system of its sandbox. */
export interface HeldOptions {
  /** Sees what becomes of the matchers that look into it. */
  readonly watch: MatcherWatch
  /** How data of a system is compared and shown; loaded when a matcher needs it. */
  readonly formatOf: (server: string) => Promise<DataFormat>
}

/**
 * Hands a test the sandbox that was leased for it: one of Close's, or of another system.
 *
 * @example
 * ```ts
 * import { heldSandbox, MatcherWatch } from '@sandpit/close/matchers'
 * import { type LeasedSandbox, type Link, Sandbox } from '@sandpit/lease/link'
 * import { dataFormat } from '@sandpit/systems/format'
 *
 * export function fixtureOf(link: Link, lease: LeasedSandbox) {
 *   const sandbox = new Sandbox<unknown>(link, lease, undefined)
 *   return heldSandbox(sandbox, {
 *     watch: new MatcherWatch(),
 *     formatOf: async () => dataFormat('jira'),
 *   })
 * }
 * ```
 */
export function heldSandbox<Sandbox extends LeasedForTest>(
  sandbox: Sandbox,
  { watch, formatOf }: HeldOptions,
): CloseSandbox | Sandbox {
  const { server, seed } = sandbox
  if (server === 'close') {
    return watch.follow(new CloseSandbox(sandbox, (seed ?? {}) as CloseData, watch.limits))
  }
  const format = (): Promise<DataFormat> => formatOf(server)
  return watch.follow(matchable(sandbox, new MatcherTime(watch.limits), format))
}
