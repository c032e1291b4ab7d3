import { printable } from '../errors/printable.ts'
import type { ListedSandbox } from '../wire/sandbox.ts'

/**
 * The tag that every acquire carries: a value of its own, the caller's where `tags` gives one. By it
 * whatever an acquire took is found again.
 *
 * @example
 * ```ts
 * const listed = await client.list()
 * listed.map(({ tags }) => tagOf(tags, acquireTagName))
 * ```
 */
export const acquireTagName = 'sandpit_acquire'

/** What a service shows of a sandbox's tags. */
export type ShownTags = ListedSandbox['tags']

/**
 * The value of one tag, as it may be printed; `undefined` where there is none, or where the service
 * is of the generation that shows tags as a list of texts, which tells no names.
 *
 * @example
 * ```ts
 * for (const { sandboxId, tags } of await client.list()) console.log(sandboxId, tagOf(tags, 'branch'))
 * ```
 */
export function tagOf(tags: ShownTags, name: string): string | undefined {
  const value = valueOf(tags, name)
  return typeof value === 'string' ? printable(value) : undefined
}

/**
 * Whether a sandbox carries all of these tags; in a list of texts, their values.
 *
 * @example
 * ```ts
 * const ours = (await client.list()).filter(({ tags }) => carriesTags(tags, { branch: 'main' }))
 * ```
 */
export function carriesTags(shown: ShownTags, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    (Array.isArray(shown) ? shown : [valueOf(shown, name)]).some((each) => isSameTag(each, value)),
  )
}

/** Whether two values are one: a service may keep them in lower case, as labels of clouds are. */
export function isSameTag(shown: unknown, wanted: string): boolean {
  return typeof shown === 'string' && shown.trim().toLowerCase() === wanted.toLowerCase()
}

function valueOf(tags: ShownTags, name: string): unknown {
  if (tags === undefined || Array.isArray(tags)) return undefined
  return (tags as Readonly<Record<string, unknown>>)[name]
}
