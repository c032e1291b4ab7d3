import {
  acquireTagName,
  carriesTags,
  type ListedSandbox,
  type ShownTags,
  tagOf,
} from '@sandpit/client'

/**
 * The tags of one acquire, in the object that the reference takes. The newer public document has
 * one `tag` instead, for "acquiring specific sandboxes": as one of ours might match none, it is
 * left to the user, and a service of that generation shows nothing to find a lost acquire by.
 */
export function acquireTags(runId: string, acquireId: string): Record<string, string> {
  return { ...runTag(runId), [acquireTagName]: acquireId }
}

/**
 * The tag that everything carries which a run takes, and by which `sandpit sweep --run` finds it.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 * import { runTag } from '@sandpit/lease/sweep'
 *
 * await using client = createClient({ apiKey: process.env['KLAVIS_API_KEY'] })
 * console.log(await client.list({ tags: runTag('0123456789ab') }))
 * ```
 */
export function runTag(runId: string): Record<string, string> {
  return { [runTagName]: runId }
}

const runTagName = 'sandpit_run'

/** The acquire that a sandbox's tags name. */
export function acquireIdOf(tags: ShownTags): string | undefined {
  return tagOf(tags, acquireTagName)
}

/** The run that a sandbox's tags name. */
export function runOf(tags: ShownTags): string | undefined {
  return tagOf(tags, runTagName)
}

/** Whether tags are those of an acquire, also where the service shows them as a list of texts. */
export function isOfAcquire(tags: ShownTags, acquireId: string): boolean {
  return carriesTags(tags, { [acquireTagName]: acquireId })
}

/** Whether there are any tags. */
export function isTagged(tags: ShownTags): boolean {
  return tags !== undefined && Object.keys(tags).length > 0
}

/**
 * Whether one of a system's sandboxes that are taken may be a lost acquire's without showing it: it
 * has no tags, nor has any other, so that the service may show none.
 */
export function mayHide(listed: readonly ListedSandbox[], server: string): boolean {
  const taken = listed.filter(({ status }) => status !== 'idle')
  return taken.some((each) => each.server === server) && !listed.some(({ tags }) => isTagged(tags))
}

/** Whether a sandbox carries the tag of a run, also where the service shows a list of texts. */
export function isOfRun(tags: ShownTags, runId: string): boolean {
  return carriesTags(tags, runTag(runId))
}
