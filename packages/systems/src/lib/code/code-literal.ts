import type { Code } from './code-layout.ts'
import { escapeInvisible } from '../compare/show-text.ts'

/** A value that came from JSON as a literal of the language. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return textLiteral(value)
  if (Array.isArray(value)) return { open: '[', parts: value.map(literal), close: ']' }
  if (typeof value === 'object' && value !== null) return objectLiteral(value)
  return numeral(value)
}

function objectLiteral(value: object): Code {
  const parts = Object.entries(value).map(([key, held]) => ({
    key: keyLiteral(key),
    property: literal(held),
  }))
  return { open: '{ ', parts, close: ' }' }
}

/** A text between single quotes; whatever cannot be seen, or changes what is seen, is escaped. */
function textLiteral(text: string): string {
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
