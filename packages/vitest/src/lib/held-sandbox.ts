import type { CloseSeed } from '@sandpit/close'
import type { MatcherWatch } from '@sandpit/close/matchers'
import { CloseSandbox, matchable, MatcherTime, sendableSeed } from '@sandpit/close/sandbox'
import {
  type LeasedSandbox,
  leaseLink,
  type Link,
  Sandbox,
  sendableData,
} from '@sandpit/lease/link'
import type { SystemData, SystemServer } from '@sandpit/systems'

/** What a sandbox of a server is filled with; where the public document does not say, anything. */
export type SeedOf<Server extends string> = Server extends 'close'
  ? CloseSeed
  : Server extends SystemServer
    ? SystemData<Server>
    : unknown

/** A sandbox of a server in the hands of a test. */
export type SandboxOf<Server extends string> = Server extends 'close'
  ? CloseSandbox
  : Sandbox<SeedOf<Server>, Server>

/**
 * A test's seed as it can leave this process.
 *
 * @throws SandpitError `invalid_seed` for what JSON would change or lose
 */
export async function sendable(server: string, seed: unknown): Promise<unknown> {
  if (server !== 'close') return sendableData(server, seed)
  return sendableSeed(seed ?? {})
}

/** Hands a test the sandbox that was leased for it, and sees what becomes of its matchers. */
export function heldSandbox(
  link: Link,
  lease: LeasedSandbox,
  seed: unknown,
  watch: MatcherWatch,
): CloseSandbox | Sandbox {
  const { server } = lease
  if (server === 'close') {
    return watch.follow(new CloseSandbox(leaseLink(link, lease), seed ?? {}, watch.limits))
  }
  const sandbox: Sandbox = new Sandbox(link, lease, seed)
  const format = async () => (await import('@sandpit/systems/format')).dataFormat(server)
  return watch.follow(matchable(sandbox, new MatcherTime(watch.limits), format))
}
