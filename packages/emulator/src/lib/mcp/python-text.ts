/** A value as Python's `repr` writes it; the original server quotes values that way. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  if (typeof value === 'number') return String(value)
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`)
  return `{${entries.join(', ')}}`
}

/** JSON as Python's `json.dumps(value, indent=2)` writes it: everything beyond ASCII is escaped. */
export function pythonJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  // Most texts are ASCII, and looking for what is not costs as much as writing them.
  if (Buffer.byteLength(text) === text.length) return text
  return text.replaceAll(/[\u0080-\uFFFF]/g, escapeUnit)
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
