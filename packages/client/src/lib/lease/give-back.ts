import type { Connection } from '../calls/connection.ts'
import type { CallOptions } from '../wire/sandbox.ts'
import { acquireTagName } from './acquire-tag.ts'
import { findTagged } from './find-tagged.ts'
import type { OwnedSandbox } from './owned-sandboxes.ts'
import { releaseSafely } from './release-safely.ts'

/**
 * Gives back what an acquire may have taken beside the sandbox that it gave. A service that has had
 * the time to show it is asked once more than there is to find.
 */
export async function giveBackOthers(
  connection: Connection,
  { sandboxId, acquireId, showsAtMs }: OwnedSandbox,
  options: CallOptions,
): Promise<void> {
  const tags = { [acquireTagName]: acquireId }
  const known = [sandboxId]
  for (;;) {
    const withinMs = Math.max(0, showsAtMs - connection.clock.now())
    const found = await findTagged(connection, tags, { ...options, withinMs, except: known })
    if (found.length === 0) return
    // What was released may still be listed as occupied.
    known.push(...found.map((each) => each.sandboxId))
    for (const each of found) await releaseSafely(connection, each, options)
  }
}
