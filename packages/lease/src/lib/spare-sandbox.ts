import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { runOf } from './ownership.ts'

/** Who asks for a sandbox that nobody waits for. */
export interface SpareAsk<T> {
  readonly client: SandboxClient
  readonly server: string
  readonly runId: string
  /** Takes one; rejects at once when there is none. */
  readonly acquire: () => Promise<T>
  /** Gives what was taken back. */
  readonly giveBack: (taken: T) => Promise<void>
}

/**
 * Takes a sandbox that nobody waits for, and leaves the last idle one of a pool that others use too
 * to them. Where the service does not list idle sandboxes, which its reference leaves open, nobody
 * can tell which is the last, and none is taken beside others.
 *
 * @throws SandpitError `exhausted` when the pool has none to spare.
 */
export async function acquireSpare<T>(ask: SpareAsk<T>): Promise<T> {
  if (!mayTake(await lookAt(ask), 1)) throw noneToSpare(ask.server)
  const taken = await ask.acquire()
  // Others may have looked at the same moment.
  if (mayTake(await lookAt(ask), 0)) return taken
  await ask.giveBack(taken)
  throw noneToSpare(ask.server)
}

interface PoolView {
  /** How many are held by other runs, or by somebody whose tags are not ours. */
  readonly others: number
  readonly idle: number
}

function mayTake({ others, idle }: PoolView, leftToOthers: number): boolean {
  return others === 0 || idle > leftToOthers
}

async function lookAt<T>({ client, server, runId }: SpareAsk<T>): Promise<PoolView> {
  const listed = (await client.list()).filter((each) => each.server === server)
  return {
    others: listed.filter(({ status, tags }) => status !== 'idle' && runOf(tags) !== runId).length,
    idle: listed.filter(({ status }) => status === 'idle').length,
  }
}

export function noneToSpare(server: string): SandpitError {
  const message = `The pool of '${server}' sandboxes is shared, and has none to spare; the run goes on with those it has.`
  return new SandpitError('exhausted', message, { server, operation: 'acquire' })
}
