/** A value that JSON cannot carry, and where it is. */
interface JsonMistake {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What in a value would be lost or changed on its way through JSON. */
export function jsonMistakes(value: unknown): readonly JsonMistake[] {
  const mistakes: JsonMistake[] = []
  visit(value, [], new Set(), mistakes)
  return mistakes
}

function visit(
  value: unknown,
  path: readonly (string | number)[],
  around: ReadonlySet<unknown>,
  mistakes: JsonMistake[],
): void {
  const kind = unfitKind(value, around)
  if (kind !== undefined) {
    mistakes.push({ path, message: `expected a value that JSON can carry, got ${kind}` })
  } else if (Array.isArray(value)) {
    const within = new Set(around).add(value)
    for (const [index, item] of value.entries()) visit(item, [...path, index], within, mistakes)
  } else if (typeof value === 'object' && value !== null) {
    const within = new Set(around).add(value)
    for (const [key, held] of Object.entries(value)) {
      // A key without a value is left out, which is what its author means.
      if (held !== undefined) visit(held, [...path, key], within, mistakes)
    }
  }
}

function unfitKind(value: unknown, around: ReadonlySet<unknown>): string | undefined {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  if (typeof value === 'bigint') return 'a bigint'
  if (typeof value !== 'object' || value === null) return undefined
  if (around.has(value)) return 'an object that holds itself'
  return isPlain(value) ? undefined : `a ${value.constructor.name}`
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
