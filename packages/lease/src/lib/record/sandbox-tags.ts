import type { ListedSandbox } from '@sandpit/client'

/**
 * The tags of one acquire, in the object that the reference takes. The newer public document has
 * one `tag` instead, for "acquiring specific sandboxes": as one of ours might match none, it is
 * left to the user, and a service of that generation shows nothing to find a lost acquire by.
 */
export function acquireTags(runId: string, acquireId: string): Record<string, string> {
  return { sandpit_run: runId, sandpit_acquire: acquireId }
}

/** The acquire that a sandbox's tags name. */
export function acquireIdOf(tags: ListedSandbox['tags']): string | undefined {
  return textTag(tags, 'sandpit_acquire')
}

/** The run that a sandbox's tags name. */
export function runOf(tags: ListedSandbox['tags']): string | undefined {
  return textTag(tags, 'sandpit_run')
}

/** The newer public document has tags as a list of strings, which hold none of ours. */
function textTag(tags: ListedSandbox['tags'], name: string): string | undefined {
  const tag: unknown = tags === undefined || Array.isArray(tags) ? undefined : Object(tags)[name]
  return typeof tag === 'string' ? tag : undefined
}
