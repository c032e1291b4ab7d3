import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { heldBesides, viewPool } from '../pool/pool-view.ts'

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
  if (!(await mayTake(ask, 1))) throw noneToSpare(ask.server)
  const taken = await ask.acquire()
  // Others may have looked at the same moment.
  if (await mayTake(ask, 0)) return taken
  await ask.giveBack(taken)
  throw noneToSpare(ask.server)
}

async function mayTake<T>(
  { client, server, runId }: SpareAsk<T>,
  leftToOthers: number,
): Promise<boolean> {
  const view = await viewPool(client, server)
  return heldBesides(view, runId) === 0 || view.idle > leftToOthers
}

export function noneToSpare(server: string): SandpitError {
  const message = `The pool of '${server}' sandboxes is shared, and has none to spare; the run goes on with those it has.`
  return new SandpitError('exhausted', message, { server, operation: 'acquire' })
}
