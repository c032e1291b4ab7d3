import { showText } from '@sandpit/client/show-text'

/** A value in a few words, for a message: `"480"`, `nothing`, `a list`. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return showText(value)
  if (typeof value === 'bigint') return 'a bigint'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return showObject(value)
  return `a ${typeof value}`
}

/** A path as one writes it in code: `leads[2].name`. */
export function showPath(path: readonly PropertyKey[]): string {
  const steps = path.map((step) =>
    typeof step === 'number' || !IDENTIFIER.test(String(step))
      ? `[${typeof step === 'number' ? step : JSON.stringify(String(step))}]`
      : `.${String(step)}`,
  )
  return steps.join('').replace(/^\./, '')
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

function showObject(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  if (name === 'Object' || typeof name !== 'string') return 'an object'
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}
