import { SandpitError } from '@sandpit/client/errors'
import { isPattern, isRecord } from '@sandpit/systems/content'
import { formatPath } from '@sandpit/client/printable'
import { showValue } from '@sandpit/client/show-text'

/**
 * Refuses an expectation that nothing in JSON is as: with `not` it would always hold. `undefined` is
 * refused too: it most often comes of a mistake, and would let anything pass.
 *
 * @param what how a message calls the expectation
 * @throws SandpitError `configuration`
 */
export function refuseUnfindable(what: string, expected: unknown): void {
  const place = unfindable(expected, [])
  if (place === undefined) return
  const [path, value] = place
  const where = path.length === 0 ? what : `${what} has ${formatPath(path)}, which`
  throw new SandpitError(
    'configuration',
    value === undefined
      ? `Wrong expectation: ${where} is undefined; leave it out if it may be anything, or give null if there should be none.`
      : `Wrong expectation: ${where} is ${showValue(value)}; data has only texts, numbers, true, false, null, lists and objects.`,
  )
}

type Place = readonly [path: readonly (string | number)[], value: unknown]

/** Where in an expectation something stands that JSON cannot carry. */
function unfindable(expected: unknown, path: readonly (string | number)[]): Place | undefined {
  if (isPattern(expected) || expected === null) return undefined
  if (Array.isArray(expected)) return firstPlace([...expected.entries()], path)
  if (isRecord(expected)) return firstPlace(Object.entries(expected), path)
  return isLeaf(expected) ? undefined : [path, expected]
}

function firstPlace(
  entries: readonly (readonly [string | number, unknown])[],
  path: readonly (string | number)[],
): Place | undefined {
  for (const [key, value] of entries) {
    const place = unfindable(value, [...path, key])
    if (place !== undefined) return place
  }
  return undefined
}

function isLeaf(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value)
    : ['string', 'boolean'].includes(typeof value)
}
