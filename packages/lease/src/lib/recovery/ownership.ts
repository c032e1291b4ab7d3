import { acquireIdOf } from '../record/sandbox-tags.ts'
import type { ListedSandbox } from '@sandpit/client'
import type { Held } from '../record/journal.ts'

/**
 * Whose a sandbox is that a dead run's journal names.
 *
 * - `ours`: nobody can have taken it since; it is to be given back.
 * - `returned`: it is back in the pool already, or somebody else's by now.
 * - `unproven`: it is occupied, and nothing tells whether it is still ours.
 */
export type Ownership = 'ours' | 'returned' | 'unproven'

/**
 * What is known besides the journal. A pool hands the same sandbox out again under the same id, so
 * the id alone proves nothing once the service or a reaper may have released it.
 */
export interface Evidence {
  /** Everything that the service lists under the key at hand; nothing where it has no list. */
  readonly listed: readonly ListedSandbox[] | undefined
  /** Whether the run had the same key. */
  readonly isSameKey: boolean
  /** Whether the service may have ended what was taken at this time, by its time limit. */
  readonly mayHaveEnded: (at: string | undefined) => boolean
  /** Whether the service may not list yet what it was asked for at this time. */
  readonly mayNotShow: (at: string | undefined) => boolean
}

/** Judges by the tag of the acquire, and without tags by the journal as long as it can be trusted. */
export function ownershipOf(
  held: Held,
  { listed, isSameKey, mayHaveEnded, mayNotShow }: Evidence,
): Ownership {
  const byJournal = mayHaveEnded(held.at) || !isSameKey ? 'unproven' : 'ours'
  if (listed === undefined) return held.sandboxId === undefined ? 'unproven' : byJournal
  const found = listed.find((each) => isSame(each, held))
  if (found === undefined && !isSameKey) return 'unproven'
  if (found === undefined) return mayNotShow(held.at) ? 'ours' : 'returned'
  if (found.status === 'idle') return 'returned'
  const tagged = acquireIdOf(found.tags)
  if (tagged === held.acquireId) return 'ours'
  const showsTags = listed.some(({ tags }) => acquireIdOf(tags) !== undefined)
  if (tagged !== undefined || showsTags || isTagged(found.tags)) return 'returned'
  return byJournal
}

function isTagged(tags: ListedSandbox['tags']): boolean {
  return tags !== undefined && Object.keys(tags).length > 0
}

function isSame(listed: ListedSandbox, { sandboxId, acquireId }: Held): boolean {
  return sandboxId === undefined
    ? acquireIdOf(listed.tags) === acquireId
    : listed.sandboxId === sandboxId
}
