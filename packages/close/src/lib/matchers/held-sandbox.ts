import { CloseSandbox, type CloseSandboxLink } from '../sandbox/close-sandbox.ts'
import type { CloseData } from '../data/close-data.ts'
import { matchable, type Matchable } from '../sandbox/matchable.ts'
import { MatcherTime } from '../sandbox/matcher-time.ts'
import type { MatcherWatch } from './matcher-watch.ts'

/** A sandbox of any system, as it was leased for a test. */
export type LeasedForTest = CloseSandboxLink & Omit<Matchable, 'matcherTime' | 'format'>

/**
 * Hands a test the sandbox that was leased for it: one of Close's, or of another system.
 *
 * @param watch sees what becomes of the matchers that look into it
 *
 * @example
 * ```ts
 * import { heldSandbox, MatcherWatch } from '@sandpit/close/matchers'
 * import { type LeasedSandbox, type Link, Sandbox } from '@sandpit/lease/link'
 *
 * export function fixtureOf(link: Link, lease: LeasedSandbox) {
 *   const sandbox = new Sandbox<unknown>(link, lease, undefined)
 *   return heldSandbox(sandbox, new MatcherWatch())
 * }
 * ```
 */
export function heldSandbox<Sandbox extends LeasedForTest>(
  sandbox: Sandbox,
  watch: MatcherWatch,
): CloseSandbox | Sandbox {
  const { server, seed } = sandbox
  if (server === 'close') {
    return watch.follow(new CloseSandbox(sandbox, (seed ?? {}) as CloseData, watch.limits))
  }
  return watch.follow(matchable(sandbox, new MatcherTime(watch.limits)))
}
