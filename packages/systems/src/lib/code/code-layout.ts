/**
 * Code to be laid out on one line where it fits, and one part a line where it does not: a text that
 * stands as it is, a list or object literal, or a property of one.
 */
export type Code =
  | string
  | { readonly open: string; readonly parts: readonly Code[]; readonly close: string }
  | { readonly key: string; readonly property: Code }

const WIDTH = 100

/** The code as text, its later lines indented by so many spaces. */
export function layOut(code: Code, indent = 0): string {
  const line = onOneLine(code)
  if (typeof code === 'string' || indent + line.length <= WIDTH) return line
  if ('property' in code) return `${code.key}: ${layOut(code.property, indent)}`
  const parts = code.parts.map((part) => `\n${' '.repeat(indent + 2)}${layOut(part, indent + 2)},`)
  return `${code.open.trim()}${parts.join('')}\n${' '.repeat(indent)}${code.close.trim()}`
}

function onOneLine(code: Code): string {
  if (typeof code === 'string') return code
  if ('property' in code) return `${code.key}: ${onOneLine(code.property)}`
  if (code.parts.length === 0) return `${code.open.trim()}${code.close.trim()}`
  return `${code.open}${code.parts.map(onOneLine).join(', ')}${code.close}`
}
