import { SandpitError } from '@sandpit/client/errors'

/** How deep a seed may be nested; far beyond any real one. */
const deepest = 100

/**
 * A seed as it can leave this process. JSON would turn `NaN` into `null` and leave functions out
 * without a word; the rest is for the run to hold against what its service describes.
 *
 * @throws SandpitError `invalid_seed`, with the path of what JSON cannot carry
 *
 * @example
 * ```ts
 * import { sendableData } from '@sandpit/lease/link'
 *
 * sendableData('jira', { projects: [{ key: 'APP' }] })
 * sendableData('jira', { projects: [{ key: NaN }] }) // throws: at projects.0.key
 * ```
 */
export function sendableData<Seed>(server: string, seed: Seed): Seed {
  const path = unsendable(seed, [])
  if (path === undefined) return seed
  const where = path.length === 0 ? 'is' : `has at ${path.join('.')}`
  throw new SandpitError(
    'invalid_seed',
    `The seed for '${server}' ${where} something that JSON cannot carry; write it with texts, numbers, booleans, lists and plain objects.`,
    { server },
  )
}

/** Where the first part is that JSON would change or drop. A key without a value is an absent one. */
function unsendable(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path
  if (typeof value !== 'object')
    return ['string', 'boolean'].includes(typeof value) ? undefined : path
  if (path.length > deepest || !isPlain(value)) return path
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined && Array.isArray(value)) return [...path, key]
    const found = unsendable(part, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}

/** One with `toJSON` says itself what it is. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    Array.isArray(value) ||
    prototype === Object.prototype ||
    prototype === null ||
    ('toJSON' in value && !(value instanceof Date))
  )
}
