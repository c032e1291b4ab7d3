/**
 * Whether two values say the same: absent, `null` and an empty list are one, and neither the
 * order of keys nor a key without a value counts.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other)
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && sameList(one, other)
  }
  return isRecord(one) && isRecord(other) && sameRecord(one, other)
}

/** Whether a value is absent, `null` or an empty list. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** A text that is the same for values that say the same, and for no others; nothing for a pattern. */
export function contentKey(value: unknown): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return undefined
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return listKey(value)
  return isRecord(value) ? recordKey(value) : undefined
}

/** Whether a value is one of a test runner's asymmetric matchers. */
export function isMatcher(value: unknown): value is { asymmetricMatch(value: unknown): boolean } {
  if (typeof value !== 'object' || value === null || !('asymmetricMatch' in value)) return false
  return typeof value.asymmetricMatch === 'function'
}

/** Whether a value is an object that is neither a list nor of a class of its own. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function listKey(list: readonly unknown[]): string | undefined {
  let key = '['
  for (const part of list) {
    const partKey = contentKey(part)
    if (partKey === undefined) return undefined
    key += `${partKey},`
  }
  return `${key}]`
}

function recordKey(record: Readonly<Record<string, unknown>>): string | undefined {
  let key = '{'
  for (const name of Object.keys(record).sort()) {
    const held = record[name]
    if (isNothing(held)) continue
    const heldKey = contentKey(held)
    if (heldKey === undefined) return undefined
    key += `${JSON.stringify(name)}:${heldKey},`
  }
  return `${key}}`
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) {
    if (!sameValue(one[index], other[index])) return false
  }
  return true
}

function sameRecord(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  for (const key in one) if (!sameValue(one[key], other[key])) return false
  for (const key in other) if (!(key in one) && !isNothing(other[key])) return false
  return true
}
