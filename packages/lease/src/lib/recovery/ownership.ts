import { acquireIdOf, isOfAcquire, isTagged, mayHide } from '../record/sandbox-tags.ts'
import type { ListedSandbox } from '@sandpit/client'
import type { Held } from '../record/journal.ts'

/**
 * Whose a sandbox is that a dead run's journal names.
 *
 * - `ours`: nobody can have taken it since; it is to be given back.
 * - `returned`: it is back in the pool already, or somebody else's by now.
 * - `unlisted`: the list does not show it, which says little of a list that leaves some out.
 * - `unproven`: it is occupied, and nothing tells whether it is still ours.
 */
export type Ownership = 'ours' | 'returned' | 'unlisted' | 'unproven'

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
  const found = findHeld(listed, held)
  if (found === undefined && !isSameKey) return 'unproven'
  if (found === undefined) {
    if (mayNotShow(held.at)) return 'ours'
    if (held.sandboxId === undefined) return mayHide(listed, held.server) ? 'unproven' : 'returned'
    return byJournal === 'ours' ? 'unlisted' : 'returned'
  }
  if (found.status === 'idle') return 'returned'
  if (isOfAcquire(found.tags, held.acquireId)) return 'ours'
  const showsTags = listed.some(({ tags }) => acquireIdOf(tags) !== undefined)
  return showsTags || isTagged(found.tags) ? 'returned' : byJournal
}

/** By the tag that is nobody else's, or else by the id, which a service may write in another case. */
function findHeld(
  listed: readonly ListedSandbox[],
  { sandboxId, acquireId }: Held,
): ListedSandbox | undefined {
  const id = sandboxId?.toLowerCase()
  return (
    listed.find(({ tags }) => isOfAcquire(tags, acquireId)) ??
    listed.find((each) => each.sandboxId.toLowerCase() === id)
  )
}
