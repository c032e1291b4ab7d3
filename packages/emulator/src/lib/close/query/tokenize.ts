import { CloseError } from '../call/close-error.ts'
import type { Operator } from './parse-query.ts'

/** A piece of a search; `source` is how it was written. */
export type Token = { readonly source: string } & (
  | { readonly kind: 'open' | 'close' | 'minus' }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'field'; readonly name: string; readonly operator: Operator }
)

const TOKEN =
  /\s*(?:(?<bracket>[()])|"(?<phrase>(?:[^"\\]|\\.)*)"(?<after>!=|<=|>=|[:=<>])?|(?<minus>(?<=^|[\s(])-)(?=[\w("])|(?<name>[\w.]+)\s*(?<operator>!=|<=|>=|[:=<>])|(?<word>[^\s()"]+))/y

/** Cuts a search into pieces. */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = []
  const end = query.trimEnd().length
  let position = 0
  while (position < end) {
    TOKEN.lastIndex = position
    const match = TOKEN.exec(query)
    if (match === null) throw CloseError.invalid('Invalid query: a quote is not closed.')
    tokens.push(tokenOf(match))
    position = TOKEN.lastIndex
  }
  return tokens
}

function tokenOf(match: RegExpExecArray): Token {
  const source = match[0].trim()
  const { bracket, phrase, after, minus, name, operator, word = '' } = match.groups ?? {}
  if (bracket !== undefined) return { kind: bracket === '(' ? 'open' : 'close', source }
  if (minus !== undefined) return { kind: 'minus', source }
  if (phrase !== undefined) return quotedToken(phrase.replaceAll(/\\(.)/g, '$1'), after, source)
  if (name !== undefined) return fieldToken(name, operator, source)
  return { kind: 'text', text: word, quoted: false, source }
}

/** A name with spaces in it is quoted: `"custom.Lead initials":JW`. */
function quotedToken(text: string, operator: string | undefined, source: string): Token {
  if (operator !== undefined) return fieldToken(text, operator, source)
  return { kind: 'text', text, quoted: true, source }
}

function fieldToken(name: string, operator: string | undefined, source: string): Token {
  return { kind: 'field', name: name.toLowerCase(), operator: operator as Operator, source }
}
