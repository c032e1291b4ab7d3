import { PythonNumber } from './python-number.ts'

/** A value as Python's `repr` writes it; the original server quotes values that way. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  if (typeof value === 'number' || value instanceof PythonNumber) return String(value)
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`)
  return `{${entries.join(', ')}}`
}

/** JSON as Python's `json.dumps(value, indent=2)` writes it: everything beyond ASCII is escaped. */
export function pythonJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  // Most texts are ASCII, and looking for what is not costs as much as writing them.
  if (Buffer.byteLength(text) === text.length && !text.includes('\u007F')) return text
  return text.replaceAll(/[\u007F-\uFFFF]/g, (unit) => escaped(unit.charCodeAt(0), 'u', 4))
}

/** The name of a value's type in Python. */
export function pythonType(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (value instanceof PythonNumber) return value.isFloat ? 'float' : 'int'
  if (typeof value === 'object') return 'dict'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return typeof value === 'boolean' ? 'bool' : 'str'
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text
    .replaceAll(quote === "'" ? /[\\']/g : '\\', String.raw`\$&`)
    .replaceAll(/(?! )[\p{C}\p{Z}]/gu, unprintable)
  return `${quote}${inside}${quote}`
}

function unprintable(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code > 0xff_ff) return escaped(code, 'U', 8)
  return SHORT_ESCAPES[character] ?? (code > 0xff ? escaped(code, 'u', 4) : escaped(code, 'x', 2))
}

function escaped(code: number, letter: string, digits: number): string {
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`
}
