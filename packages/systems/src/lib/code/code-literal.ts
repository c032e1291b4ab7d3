import type { Code } from './code-layout.ts'
import { escapeInvisible } from '@sandpit/client/show-text'

/** A value that came from JSON as a literal of the language. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return textLiteral(value)
  if (Array.isArray(value)) return { open: '[', parts: value.map(literal), close: ']' }
  if (typeof value === 'object' && value !== null) return objectLiteral(Object.entries(value))
  return numeral(value)
}

/** An object literal of these keys and values; `special` may write a value in a way of its own. */
export function objectLiteral(
  entries: readonly (readonly [string, unknown])[],
  special: (key: string, value: unknown) => Code | undefined = () => undefined,
): Code {
  const parts = entries.map(([key, value]) => ({
    key: keyLiteral(key),
    property: special(key, value) ?? literal(value),
  }))
  return { open: '{ ', parts, close: ' }' }
}

/** A text between single quotes; whatever cannot be seen, or changes what is seen, is escaped. */
export function textLiteral(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)
  return `'${escapeInvisible(escaped)}'`
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

function keyLiteral(key: string): string {
  // A plain `__proto__` key would set the prototype instead.
  if (key === '__proto__') return `['__proto__']`
  return IDENTIFIER.test(key) ? key : textLiteral(key)
}

function numeral(value: unknown): string {
  const digits = String(value)
  // Five digits or more are easier to read in groups.
  return /^-?\d{5,}$/.test(digits) ? digits.replaceAll(/\B(?=(?:\d{3})+$)/g, '_') : digits
}
