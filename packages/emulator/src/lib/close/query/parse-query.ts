import { CloseError } from '../call/close-error.ts'
import { type Token, tokenize } from './tokenize.ts'

export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>='

/** What a search asks for. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'field'
      readonly field: string
      readonly operator: Operator
      readonly value: string
    }

export interface ParsedQuery {
  readonly condition: Condition
  /** From `sort:name` or `sort:-name`. */
  readonly sort: { readonly field: string; readonly descending: boolean } | undefined
}

/**
 * Parses the search language of `query` parameters. Words are joined by `and`:
 *
 *     query   = [ either ]
 *     either  = both *( "or" both )
 *     both    = clause *( [ "and" ] clause )
 *     clause  = ( "not" / "-" ) clause / "(" either ")" / field / text
 *     field   = name ( ":" / "=" / "!=" / "<" / "<=" / ">" / ">=" ) text
 *     name    = word / DQUOTE anything DQUOTE
 *     text    = word / DQUOTE anything DQUOTE
 *
 * `*` matches everything, and everything that is there in `name:*`; `sort:name` and `sort:-name`
 * order the result. Names and keywords are read in any case.
 *
 * @throws CloseError 400 for anything else; Close's own wording is not recorded
 */
export function parseQuery(query: string): ParsedQuery {
  return new QueryParser(tokenize(query)).parse()
}

class QueryParser {
  readonly #tokens: readonly Token[]
  #position = 0
  #sort: ParsedQuery['sort']

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  parse(): ParsedQuery {
    const condition = this.#tokens.length === 0 ? EVERYTHING : this.#either()
    if (this.#peek() !== undefined) throw unexpected(this.#peek())
    return { condition, sort: this.#sort }
  }

  #either(): Condition {
    const parts = [this.#both()]
    while (this.#takeWord('or')) parts.push(this.#both())
    return parts.length === 1 ? (parts[0] ?? EVERYTHING) : { kind: 'or', parts }
  }

  #both(): Condition {
    const parts = [this.#clause()]
    while (this.#continues()) {
      this.#takeWord('and')
      parts.push(this.#clause())
    }
    return parts.length === 1 ? (parts[0] ?? EVERYTHING) : { kind: 'and', parts }
  }

  #continues(): boolean {
    const next = this.#peek()
    return next !== undefined && next.kind !== 'close' && !isWord(next, 'or')
  }

  #clause(): Condition {
    if (this.#takeWord('not') || this.#take('minus')) return { kind: 'not', part: this.#clause() }
    if (this.#take('open')) return this.#group()
    const token = this.#next()
    if (token?.kind === 'field') return this.#field(token.name, token.operator)
    if (token?.kind !== 'text' || isWord(token, 'or') || isWord(token, 'and')) {
      throw unexpected(token)
    }
    return token.text === '*' && !token.quoted ? EVERYTHING : { kind: 'text', text: token.text }
  }

  #group(): Condition {
    const inside = this.#either()
    if (!this.#take('close')) throw CloseError.invalid('Invalid query: a bracket is not closed.')
    return inside
  }

  #field(field: string, operator: Operator): Condition {
    const token = this.#next()
    if (token?.kind !== 'text') {
      throw CloseError.invalid(`Invalid query: '${field}${operator}' is followed by no value.`)
    }
    if (field !== 'sort') return { kind: 'field', field, operator, value: token.text }
    const descending = token.text.startsWith('-')
    this.#sort = { field: token.text.replace(/^-/, '').toLowerCase(), descending }
    return EVERYTHING
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#position]
  }

  #next(): Token | undefined {
    this.#position += 1
    return this.#tokens[this.#position - 1]
  }

  #take(kind: 'open' | 'close' | 'minus'): boolean {
    if (this.#peek()?.kind !== kind) return false
    this.#position += 1
    return true
  }

  #takeWord(word: string): boolean {
    if (!isWord(this.#peek(), word)) return false
    this.#position += 1
    return true
  }
}

const EVERYTHING: Condition = { kind: 'and', parts: [] }

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'text' && !token.quoted && token.text.toLowerCase() === word
}

function unexpected(token: Token | undefined): CloseError {
  const what = token === undefined ? 'it ends too early' : `'${token.source}' is not expected there`
  return CloseError.invalid(`Invalid query: ${what}.`)
}
