import type { Dictionary } from '../validation/containers.ts'
import type { Lease } from './sandbox.ts'

/** Tags as they were sent: the reference's object, or the newer public document's one tag in a list. */
export function shownTags(lease: Lease | undefined): Dictionary | readonly string[] | null {
  if (lease === undefined) return null
  const { tags, tag } = lease.terms
  return tags ?? (tag === null ? null : [tag])
}
