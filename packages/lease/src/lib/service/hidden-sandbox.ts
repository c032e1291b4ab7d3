import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { mayHide } from '../record/sandbox-tags.ts'

/**
 * Makes sure that what a lost acquire took would have been found by its tag.
 *
 * @throws SandpitError `release_failed` where the service may show no tags, and a sandbox is taken
 *   that may be ours.
 */
export async function refuseHidden(client: SandboxClient, server: string): Promise<void> {
  if (!mayHide(await client.list(), server)) return
  throw new SandpitError(
    'release_failed',
    `the service shows no tags, so it is unknown whether this run took one of the '${server}' sandboxes that it lists as occupied. Compare them with those that others hold, and release the rest.`,
    { server, operation: 'list' },
  )
}
