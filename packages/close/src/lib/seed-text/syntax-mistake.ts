import { showText } from '@sandpit/client/show-text'

/** Where a text stops being JSON, counted from 1, and why. */
export interface SyntaxMistake {
  readonly line: number
  readonly column: number
  readonly reason: string
}

/** What a parser's error says of a text, in words and at the place of whoever wrote the text. */
export function syntaxMistake(error: unknown, json: string): SyntaxMistake {
  if (error instanceof RangeError) return at(json, 0, 'nested too deeply')
  const { offset, message } = positionOf(error, json)
  // Where the text ends too soon, the parser tells the place where it started.
  if (message.includes('end of input')) return at(json, json.length, 'it ends too soon')
  const before = json.slice(0, offset).trimEnd()
  const found = String.fromCodePoint(json.codePointAt(offset) ?? 32)
  if ((found === ']' || found === '}') && before.endsWith(',')) {
    return at(json, before.length - 1, 'this comma is a trailing one, which JSON does not have')
  }
  return at(json, offset, reasonOf(message, found, before))
}

function reasonOf(message: string, found: string, before: string): string {
  if (found === ',' && /[[{,]$/.test(before)) return 'something is missing before this comma'
  if (found === "'") return 'texts stand in double quotes'
  if (found === '/') return 'JSON has no comments'
  if (/[\p{L}_$]/u.test(found) && /[{,]$/.test(before)) return 'keys stand in double quotes'
  if (
    /["\]}\p{L}\d]$/u.test(before) &&
    /token (?:String|Number|Boolean|Null|LBrac)/.test(message)
  ) {
    return 'a comma or a colon is missing before this'
  }
  if (message.startsWith('Bad control')) return 'a text has a line break or tab that is not escaped'
  return `unexpected ${showText(found)}`
}

/** Where the error is: told by the parser as an offset, by `JSON.parse` in its message alone. */
function positionOf(error: unknown, json: string): { offset: number; message: string } {
  const message = error instanceof Error ? error.message : String(error)
  if (typeof error === 'object' && error !== null && 'offset' in error) {
    return { offset: Number(error.offset), message }
  }
  const [, position] = /at position (\d+)/.exec(message) ?? []
  return { offset: position === undefined ? json.length : Number(position), message }
}

function at(json: string, offset: number, reason: string): SyntaxMistake {
  const lines = json.slice(0, offset).split('\n')
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, reason }
}
