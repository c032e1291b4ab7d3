import { setTimeout as sleep } from 'node:timers/promises'
import type { ListedSandbox, SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
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

/**
 * How long to look in the list for what an acquire without an answer may take yet: longer than an
 * acquire of a slow service, and short enough for a run's end to be waited for.
 */
const landsWithinMs = 8500
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
    await this.release(client, server, sandboxId)
    throw new SandpitError(
      'sandbox_broken',
      `The service gave '${server}' sandbox ${sandboxId} in state error, and got it back. Try again; if it comes back, tell the service about it.`,
      { server, sandboxId, operation: 'acquire' },
    )
  }

  async release(client: SandboxClient, server: string, sandboxId: string): Promise<void> {
    try {
      await client.release(server, sandboxId)
    } catch (error) {
      if (!(error instanceof SandpitError) || error.code !== 'not_found') throw error
    }
  }

  async find(client: SandboxClient, { acquireId }: Held): Promise<string | undefined> {
    const deadline = performance.now() + landsWithinMs
    for (;;) {
      const listed = await client.list({ tags: { sandpit_acquire: acquireId } })
      const found = listed.find(({ tags }) => acquireIdOf(tags) === acquireId)
      if (found !== undefined) return found.sandboxId
      if (performance.now() >= deadline) return undefined
      await sleep(askEveryMs)
    }
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
