import { existsSync, rmSync } from 'node:fs'
import { createClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { openAccount } from './account.ts'
import { type Held, readJournal, type RunEntry, stillHeld } from './journal.ts'
import type { ReaperOrders } from './reaper.ts'
import { settleRun } from './sweep.ts'
import { judgeRun } from './sweepable-run.ts'

/**
 * Gives back what a run that has just ended still holds, on the same proof that a sweep asks for,
 * and removes its folder when that is nothing. What could not be settled stays in the journal, for
 * `sandpit sweep`.
 */
export async function reap(orders: ReaperOrders): Promise<readonly SandpitError[]> {
  const { directory } = orders
  // A run that ends well removes its folder itself.
  if (!existsSync(directory.journal)) return []
  const entries = readJournal(directory.journal)
  const [entry] = entries
  const held = stillHeld(entries)
  if (entry?.event === 'run' && held.length > 0) return release(orders, entry, held)
  rmSync(directory.path, { recursive: true, force: true })
  return []
}

async function release(
  { directory, ...credentials }: ReaperOrders,
  entry: RunEntry,
  held: readonly Held[],
): Promise<readonly SandpitError[]> {
  const found = { entry, directory, held, life: 'dead', writtenAt: Date.now() } as const
  await using client = createClient(credentials)
  try {
    const account = await openAccount(credentials, held)
    const { failures } = await settleRun(judgeRun(found, account), client)
    return failures
  } catch (error) {
    return [SandpitError.from(error)]
  }
}
