import {
  acquireTagName,
  type ListedSandbox,
  type SandboxClient,
  type SandboxDetails,
} from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Held } from '../record/journal.ts'
import { acquireIdOf, acquireTags } from '../record/sandbox-tags.ts'
import type { SlotSandbox } from '../slots/slot.ts'
import { isMissing } from './missing-operation.ts'
import type { AcquireOrder, SandboxCalls } from './sandbox-calls.ts'

/**
 * The last net: the service itself releases a sandbox that is this old. Longer than a run, since
 * it would end the run's sandboxes too. Newer public document only; others ignore the field.
 */
export const ttlSeconds: number = 4 * 60 * 60

/** How long the service may take to show a sandbox that it gave; inferred, as the client's is. */
export const mostLagMs = 10_000

const askEveryMs = 500

/** Takes sandboxes from the pools of an account, and gives them back. */
export class PooledCalls implements SandboxCalls {
  readonly isPooled = true

  async acquire(client: SandboxClient, order: AcquireOrder): Promise<SlotSandbox> {
    const { server, runId, acquireId, kind: { benchmark, testAccountEmail } = {} } = order
    const { sandboxId, mcpUrl, status } = await client.acquire(server, {
      ...(benchmark !== undefined && { benchmark }),
      ...(testAccountEmail !== undefined && { testAccountEmail }),
      tags: acquireTags(runId, acquireId),
      ttlSeconds,
    })
    if (status !== 'error') return { sandboxId, mcpUrl }
    await client.release(server, sandboxId)
    throw new SandpitError(
      'sandbox_broken',
      `The service gave '${server}' sandbox ${sandboxId} in state error, and got it back. Try again; if it comes back, tell the service about it.`,
      { server, sandboxId, operation: 'acquire' },
    )
  }

  async release(client: SandboxClient, { server }: Held, sandboxId: string): Promise<void> {
    await client.release(server, sandboxId)
  }

  async find(client: SandboxClient, { acquireId }: Held): Promise<string | undefined> {
    const [found] = await client.findTagged({ [acquireTagName]: acquireId })
    return found?.sandboxId
  }

  async recover(client: SandboxClient, held: Held, sandboxId: string): Promise<void> {
    const details = await detailsOf(client, held, sandboxId)
    if (details === undefined || details.status === 'idle') return
    const shown = acquireIdOf(details.tags)
    if (shown !== undefined && shown !== held.acquireId) return
    await client.release(held.server, sandboxId, { takenMsAgo: ageMs(held) })
  }

  async list(client: SandboxClient): Promise<readonly ListedSandbox[] | undefined> {
    try {
      return await client.list()
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
}

/** Undefined for what the service does not know, though it has had the time to show it. */
async function detailsOf(
  client: SandboxClient,
  held: Held,
  sandboxId: string,
): Promise<SandboxDetails | undefined> {
  for (;;) {
    try {
      return await client.get(held.server, sandboxId)
    } catch (error) {
      if (!(error instanceof SandpitError) || error.code !== 'not_found') throw error
      if (ageMs(held) > mostLagMs) return undefined
      await sleep(askEveryMs)
    }
  }
}

/** How long ago it was taken, as far as that is known. */
export function ageMs({ at }: Held): number {
  return at === undefined ? Number.POSITIVE_INFINITY : Date.now() - Date.parse(at)
}
