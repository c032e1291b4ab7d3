import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { createClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { openAccount } from './account.ts'
import { findRun, type FoundRun } from './found-runs.ts'
import type { ReaperOrders, RunEnd } from '../record/reaper.ts'
import { removeDeadTurns } from '../pool/socket-turns.ts'
import { settleRun } from './sweep.ts'
import { judgeRun, nothingOf, withTagged } from './sweepable-run.ts'

/**
 * Gives back what a run that has just ended still holds, by its journal or by its tag, on the same
 * proof that a sweep asks for, and removes its folder when that is nothing. What could not be settled stays in the journal, for
 * `sandpit sweep`.
 */
export async function reap(
  orders: ReaperOrders,
  end: RunEnd = 'held',
): Promise<readonly SandpitError[]> {
  const { path } = orders.directory
  await removeDeadTurns(dirname(path))
  const found = await findRun(basename(path), dirname(path))
  // A run that ends well removes its folder itself; any other's was removed by somebody.
  if (found === undefined) return end === 'settled' ? [] : releaseTagged(orders)
  if ('problem' in found) return [found.problem]
  if ('run' in found) return release(orders, found.run)
  rmSync(path, { recursive: true, force: true })
  return []
}

/** Without its journal, a run is known by its tag alone. */
async function releaseTagged(orders: ReaperOrders): Promise<readonly SandpitError[]> {
  const { apiKey, baseUrl, directory } = orders
  await using client = createClient({ apiKey, baseUrl })
  try {
    const account = await openAccount({ apiKey, baseUrl }, [])
    const run = withTagged(nothingOf(basename(directory.path)), account)
    return (await settleRun(run, client)).failures
  } catch (error) {
    return [SandpitError.from(error)]
  }
}

async function release(
  { apiKey, baseUrl }: ReaperOrders,
  run: FoundRun,
): Promise<readonly SandpitError[]> {
  await using client = createClient({ apiKey, baseUrl })
  try {
    const account = await openAccount({ apiKey, baseUrl }, run.held)
    // It died just now, whenever it wrote its last line.
    const judged = judgeRun({ ...run, writtenAt: Date.now() }, account)
    const { failures } = await settleRun(withTagged(judged, account), client)
    return failures
  } catch (error) {
    return [SandpitError.from(error)]
  }
}
