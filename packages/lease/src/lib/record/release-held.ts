import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { Held } from './journal.ts'
import { serversOfKey } from '../link/local-key.ts'

/**
 * How long to look in the list for what an acquire without an answer may take yet: longer than an
 * acquire of a slow service, and short enough for a run's end to be waited for.
 */
const landsWithinMs = 8500
/** No acquire that a dead run left under way is at work any longer than this. */
export const acquireEndsWithinMs = 60_000
const askEveryMs = 500

/**
 * Gives back what a run still held. An acquire without an answer is looked up by its own tag, and
 * only a sandbox that carries it is released: nothing is ever taken from anybody else.
 */
export async function releaseHeld(
  client: SandboxClient,
  held: readonly Held[],
  onReleased: (acquireId: string) => void,
): Promise<readonly SandpitError[]> {
  const results = await Promise.all(held.map((each) => releaseOne(client, each, onReleased)))
  return results.filter((error) => error !== undefined)
}

async function releaseOne(
  client: SandboxClient,
  held: Held,
  onReleased: (acquireId: string) => void,
): Promise<SandpitError | undefined> {
  try {
    const sandboxId = held.sandboxId ?? (await findByTag(client, held))
    if (sandboxId !== undefined) await releaseOrGone(client, held.server, sandboxId)
    onReleased(held.acquireId)
    return undefined
  } catch (error) {
    return notGivenBack(held, SandpitError.from(error))
  }
}

/** Releases a sandbox; one that the service does not know as ours any more is released already. */
export async function releaseOrGone(
  client: SandboxClient,
  server: string,
  sandboxId: string,
): Promise<void> {
  if (serversOfKey(server) !== undefined) return client.local.release(sandboxId)
  try {
    await client.release(server, sandboxId)
  } catch (error) {
    if (!(error instanceof SandpitError) || error.code !== 'not_found') throw error
  }
}

async function findByTag(client: SandboxClient, held: Held): Promise<string | undefined> {
  if (serversOfKey(held.server) !== undefined) throw untagged()
  const deadline = performance.now() + landsWithinMs
  for (;;) {
    const listed = await client.list({ tags: { sandpit_acquire: held.acquireId } })
    const found = listed.find((each) => carries(each.tags, held.acquireId))
    if (found !== undefined) return found.sandboxId
    if (performance.now() >= deadline) return undefined
    await sleep(askEveryMs)
  }
}

function carries(tags: unknown, acquireId: string): boolean {
  if (typeof tags !== 'object' || tags === null) return false
  return Object.values(tags).some((tag) => String(tag).includes(acquireId))
}

function untagged(): SandpitError {
  const message = 'A local sandbox carries no tag to find it by.'
  return new SandpitError('not_found', message)
}

function notGivenBack(held: Held, cause: SandpitError): SandpitError {
  const { server, sandboxId } = held
  const what =
    sandboxId === undefined
      ? `what an acquire of a '${server}' sandbox may have taken (its answer was lost)`
      : `'${server}' sandbox ${sandboxId}`
  return new SandpitError(
    'release_failed',
    `Could not give back ${what}: ${cause.message} It stays occupied until somebody releases it or the service's time limit does.`,
    { server, cause, operation: 'release', ...(sandboxId !== undefined && { sandboxId }) },
  )
}
