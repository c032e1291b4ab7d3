import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { AcquireContext } from './sandbox-source.ts'

/** The waits between two tries at an empty pool, before jitter. */
const firstWaitMs = 250
const longestWaitMs = 4000

export interface AcquireWait extends AcquireContext {
  readonly server: string
  /** How long to wait for a pool that gives this run nothing at all. */
  readonly waitMs: number
  /** Asked who holds the pool, for the message. */
  readonly client: SandboxClient
}

/**
 * Tries again while the pool is empty. A run that has other sandboxes waits as long as it has them,
 * since its own tests give them back; a run that has none gives up after `waitMs`.
 */
export async function whilePoolIsEmpty<T>(
  wait: AcquireWait,
  acquire: () => Promise<T>,
): Promise<T> {
  const started = performance.now()
  for (let tries = 1; ; tries++) {
    try {
      return await acquire()
    } catch (error) {
      if (!(error instanceof SandpitError) || error.code !== 'exhausted') throw error
      const waitedMs = performance.now() - started
      if (wait.others() === 0 && waitedMs >= wait.waitMs)
        throw await exhausted(wait, waitedMs, error)
      if (!(await waitFor(nextWaitMs(tries), wait.signal))) throw error
    }
  }
}

/** Exponential with full jitter, so that many machines do not ask in step. */
function nextWaitMs(tries: number): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1))
  return 25 + Math.random() * ceiling
}

/** Whether the wait ran its course. */
async function waitFor(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false)
}

async function exhausted(
  wait: AcquireWait,
  waitedMs: number,
  cause: SandpitError,
): Promise<SandpitError> {
  const { server, workers } = wait
  const holders = await describeHolders(wait)
  return new SandpitError(
    'exhausted',
    `No idle '${server}' sandbox: asked for ${(waitedMs / 1000).toFixed(1)} s. ` +
      `This run wants ${workers} (one for each worker) and has none. ${holders} ` +
      'Run fewer workers or fewer jobs at a time, wait for the others, give back what a dead run left ' +
      '(`sandpit sweep`), or ask for a larger pool.',
    { server, cause, operation: 'acquire' },
  )
}

async function describeHolders({ client, server }: AcquireWait): Promise<string> {
  try {
    const listed = (await client.list()).filter((each) => each.server === server)
    const occupied = listed.filter((each) => each.status === 'occupied')
    const runs = Map.groupBy(occupied, (each) => runOf(each.tags) ?? 'somebody else')
    const shares = [...runs].map(([run, held]) => `${held.length} by ${run}`)
    if (shares.length === 0) return 'The service lists none of them as yours.'
    return `The service lists ${listed.length} as yours, ${occupied.length} of them taken: ${shares.join(', ')}.`
  } catch {
    return 'The service did not say who holds them.'
  }
}

function runOf(tags: unknown): string | undefined {
  if (typeof tags !== 'object' || tags === null || !('sandpit_run' in tags)) return undefined
  return `run ${String(tags.sandpit_run)}`
}
