import { SandpitError } from '@sandpit/client/errors'
import { heldBesides, type PoolView } from '../pool/pool-view.ts'

/** Who asks for a sandbox that nobody waits for. */
export interface SpareAsk<T> {
  readonly server: string
  readonly runId: string
  /** How many sandboxes beyond one for each worker the run has or asks for, this one included. */
  readonly spares: number
  /** What the service shows of the pool now; others that ask at the same moment may share the answer. */
  readonly view: () => Promise<PoolView>
  /** The same, asked for anew. */
  readonly viewAgain: () => Promise<PoolView>
  /** Takes one; rejects at once when there is none. */
  readonly acquire: () => Promise<T>
  /** Gives what was taken back. */
  readonly giveBack: (taken: T) => Promise<void>
}

/** How many a run takes of a pool whose service does not show what is idle. */
const mostUnseen = 6

/**
 * Takes a sandbox that nobody waits for, and leaves the last idle one of a pool that others use too
 * to them. Where the service does not list idle sandboxes, which its reference leaves open, nobody
 * can tell which is the last: none is taken beside others then, and else a few.
 *
 * @throws SandpitError `exhausted` when the pool has none to spare.
 */
export async function acquireSpare<T>(ask: SpareAsk<T>): Promise<T> {
  const { server, runId, spares } = ask
  const before = await ask.view()
  const isSeen = before.idle > 0
  if (!leaves(before, runId, 1) || (!isSeen && spares > mostUnseen)) throw noneToSpare(server)
  const taken = await ask.acquire()
  // Others may have looked at the same moment.
  if (leaves(await ask.viewAgain(), runId, 0)) return taken
  await ask.giveBack(taken)
  throw noneToSpare(server)
}

/** Whether others that use the pool have more than so many left. */
function leaves(view: PoolView, runId: string, least: number): boolean {
  return heldBesides(view, runId) === 0 || view.idle > least
}

export function noneToSpare(server: string): SandpitError {
  const message = `The pool of '${server}' sandboxes is shared, and has none to spare; the run goes on with those it has.`
  return new SandpitError('exhausted', message, { server, operation: 'acquire' })
}
