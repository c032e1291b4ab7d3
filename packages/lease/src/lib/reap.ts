import { rmSync } from 'node:fs'
import { createClient } from '@sandpit/client'
import type { SandpitError } from '@sandpit/client/errors'
import { appendToJournal, readJournal, stillHeld } from './journal.ts'
import { releaseHeld } from './leftovers.ts'
import type { ReaperOrders } from './reaper.ts'

/**
 * Gives back what a journal says is still held, and removes the run's folder when nothing is.
 * A journal that could not be settled stays, for `sandpit sweep`.
 */
export async function reap(orders: ReaperOrders): Promise<readonly SandpitError[]> {
  const held = stillHeld(readJournal(orders.journal))
  const failures = held.length === 0 ? [] : await releaseAll(orders, held)
  if (failures.length === 0) rmSync(orders.directory, { recursive: true, force: true })
  return failures
}

async function releaseAll(
  { apiKey, baseUrl, journal }: ReaperOrders,
  held: ReturnType<typeof stillHeld>,
): Promise<readonly SandpitError[]> {
  await using client = createClient({ apiKey, baseUrl })
  return await releaseHeld(client, held, (attempt) => {
    appendToJournal(journal, { event: 'released', attempt })
  })
}
