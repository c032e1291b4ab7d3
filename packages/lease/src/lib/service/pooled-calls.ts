import {
  acquireTagName,
  type ListedSandbox,
  type SandboxClient,
  type SandboxDetails,
} from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Held } from '../record/journal.ts'
import { acquireTags, isOfAcquire, isTagged } from '../record/sandbox-tags.ts'
import type { SlotSandbox } from '../slots/slot.ts'
import { isMissing } from './missing-operation.ts'
import type { AcquireOrder, Fate, MaybeHeld, SandboxCalls } from './sandbox-calls.ts'
import { refuseHidden } from './hidden-sandbox.ts'
import { releaseErroneous } from './broken-sandbox.ts'

/**
 * The last net: the service itself releases a sandbox that is this old. Longer than a run, since
 * it would end the run's sandboxes too. Newer public document only; others ignore the field.
 */
export const ttlSeconds: number = 4 * 60 * 60

/** How long the service may take to show a sandbox that it gave; inferred, as the client's is. */
export const mostLagMs = 10_000

const askEveryMs = 500

/** How long the service may show a sandbox as it was before its release; inferred. */
const keepsUpToMs = 3_000

/** Takes sandboxes from the pools of an account, and gives them back. */
export class PooledCalls implements SandboxCalls {
  readonly isPooled = true

  async acquire(client: SandboxClient, order: AcquireOrder): Promise<SlotSandbox> {
    const { server, runId, acquireId, kind: { benchmark, testAccountEmail } = {} } = order
    const { sandboxId, mcpUrl, status, mayHaveTakenMore } = await client.acquire(server, {
      ...(benchmark !== undefined && { benchmark }),
      ...(testAccountEmail !== undefined && { testAccountEmail }),
      tags: acquireTags(runId, acquireId),
      ttlSeconds,
    })
    if (mayHaveTakenMore) order.onMore()
    if (status !== 'error') return { sandboxId, mcpUrl }
    await releaseErroneous({ server, sandboxId }, () => client.release(server, sandboxId))
    throw new SandpitError(
      'sandbox_broken',
      `The service gave '${server}' sandbox ${sandboxId} in state error, and the sandbox was given back. Try again; if it happens again, report it to the service.`,
      { server, sandboxId, operation: 'acquire' },
    )
  }

  async release(client: SandboxClient, { server }: Held, sandboxId: string): Promise<void> {
    await client.release(server, sandboxId)
  }

  async find(client: SandboxClient, { acquireId, server }: Held): Promise<string | undefined> {
    const [found] = await client.findTagged({ [acquireTagName]: acquireId })
    if (found === undefined) await refuseHidden(client, server)
    return found?.sandboxId
  }

  async recover(client: SandboxClient, held: MaybeHeld, sandboxId: string): Promise<Fate> {
    const before = await detailsOf(client, held, sandboxId)
    if (before === undefined && held.isListed === undefined) return 'returned'
    if (before !== undefined && !mayBeOurs(before, held)) return 'returned'
    await client.release(held.server, sandboxId, { takenMsAgo: ageMs(held) })
    // Of what is listed, the list that follows tells.
    if (before !== undefined && held.isListed === undefined)
      await refuseKept(client, held.server, before)
    return 'given back'
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
  { server, isListed, ...held }: MaybeHeld,
  sandboxId: string,
): Promise<SandboxDetails | undefined> {
  const waitsUntil = performance.now() + (isListed ? 0 : mostLagMs - ageMs(held))
  for (;;) {
    try {
      return await client.get(server, sandboxId)
    } catch (error) {
      if (!(error instanceof SandpitError) || error.code !== 'not_found') throw error
      if (performance.now() >= waitsUntil) return undefined
      await sleep(askEveryMs)
    }
  }
}

function mayBeOurs({ status, tags }: SandboxDetails, { acquireId, isListed }: MaybeHeld): boolean {
  if (status === 'idle') return false
  // The list says by its tags whose it is, also where it has none of our acquires.
  return isListed === true || !isTagged(tags) || isOfAcquire(tags, acquireId)
}

/**
 * Makes sure that what the service says it released is not held by the same lease any more.
 *
 * @throws SandpitError `release_failed`
 */
async function refuseKept(
  client: SandboxClient,
  server: string,
  before: SandboxDetails,
): Promise<void> {
  const { sandboxId } = before
  const waitsUntil = performance.now() + keepsUpToMs
  for (;;) {
    const now = await detailsOf(client, { server, acquireId: '', isListed: true }, sandboxId)
    if (now === undefined || now.status === 'idle' || !isSameLease(before, now)) return
    if (performance.now() >= waitsUntil) throw kept(before)
    await sleep(askEveryMs)
  }
}

/** By the MCP instance, which every acquire has of its own. */
function isSameLease(before: SandboxDetails, now: SandboxDetails): boolean {
  return before.mcpUrl !== undefined && before.mcpUrl === now.mcpUrl
}

function kept({ server, sandboxId }: SandboxDetails): SandpitError {
  return new SandpitError(
    'release_failed',
    `the service says that it released '${server}' sandbox ${sandboxId}, and goes on to show it occupied.`,
    { server, sandboxId, operation: 'release' },
  )
}

/** How long ago it was taken, as far as that is known; a clock that was put back since tells nothing. */
export function ageMs({ at }: Pick<Held, 'at'>): number {
  const ms = at === undefined ? Number.NaN : Date.now() - Date.parse(at)
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : Math.max(0, ms)
}
