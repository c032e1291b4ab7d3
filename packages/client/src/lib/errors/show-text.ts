/** Control and format characters, unassigned ones, separators but the space, and combining marks. */
const INVISIBLE = /[\p{C}\p{M}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu

/** The text with everything escaped that cannot be seen, or that changes how the rest is seen. */
export function escapeInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

/** A text in quotes, short enough for a message and safe for a terminal. */
export function showText(text: string, longest = 60): string {
  return escapeInvisible(
    JSON.stringify(text.length <= longest ? text : `${firstOf(text, longest)}…`),
  )
}

/** A name in single quotes, as one writes it in a test; as short and as safe as a text. */
export function showName(name: string): string {
  const inner = showText(name)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
  return `'${inner.replaceAll("'", String.raw`\'`)}'`
}

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

/** The first characters of a text; none is cut in two. */
function firstOf(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

function showObject(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  if (name === 'Object' || typeof name !== 'string') return 'an object'
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}
