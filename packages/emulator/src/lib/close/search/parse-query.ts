import { type Condition, EVERYTHING, type Operator, type Term } from './condition.ts'
import { invalidQuery, Scanner } from './scanner.ts'

/** Brackets and negations within each other; nobody writes more. */
const MOST_DEPTH = 100

const OR = /\s*or(?![^\s()"'])/iy
const AND = /\s*and(?![^\s()"'])/iy
const NOT = /\s*(?:not(?![^\s()"'])|[-!](?=[^\s)]))/iy
const OPEN = /\s*\(/y
const CLOSE = /\s*\)/y
const FIELD = /\s*([\p{L}\p{N}_.]+)\s*(!=|<=|>=|[:=<>])/uy
const OPERATOR = /\s*(!=|<=|>=|[:=<>])/y
const FIELD_IN = /\s*([\p{L}\p{N}_.]+)\s+(not\s+)?in\s*\(/iuy
const IN = /\s+(not\s+)?in\s*\(/iy
const OBJECT = /\s*([\p{L}][\p{L}\p{N}_]*)\(/iuy
const COMMA = /\s*,/y
const WORD = /\s*([^\s()"]+)/y
/** A value that begins with an operator is one operator too many. */
const VALUE = /\s*([^\s()":=<>][^\s()"]*)/y
const LISTED_WORD = /\s*([^\s()",]+)/y

/**
 * Parses the search language of `query` parameters, whose grammar is in docs/reference/emulator.md.
 *
 * @throws CloseError 400 for anything else
 */
export function parseQuery(query: string): Condition {
  return new QueryParser(query).parse()
}

class QueryParser {
  readonly #scanner: Scanner
  #depth = 0

  constructor(query: string) {
    this.#scanner = new Scanner(query)
  }

  parse(): Condition {
    const condition = this.#scanner.isAtEnd ? EVERYTHING : this.#either()
    if (!this.#scanner.isAtEnd) throw this.#unexpected()
    return condition
  }

  #either(): Condition {
    const parts = [this.#both()]
    while (this.#takes(OR)) parts.push(this.#both())
    return joined('or', parts)
  }

  #both(): Condition {
    const parts = [this.#clause()]
    while (this.#continues()) {
      this.#takes(AND)
      parts.push(this.#clause())
    }
    return joined('and', parts)
  }

  #continues(): boolean {
    return !this.#scanner.isAtEnd && !/^(?:\)|or(?![^\s()"']))/i.test(this.#scanner.rest)
  }

  #clause(): Condition {
    this.#depth += 1
    if (this.#depth > MOST_DEPTH) throw invalidQuery('it is nested too deeply')
    const clause = this.#negated() ?? this.#bracket() ?? this.#named() ?? this.#text()
    this.#depth -= 1
    return clause
  }

  #negated(): Condition | undefined {
    return this.#takes(NOT) ? { kind: 'not', part: this.#clause() } : undefined
  }

  #bracket(): Condition | undefined {
    return this.#takes(OPEN) ? this.#inside() : undefined
  }

  /** What stands before a closing bracket, and that. */
  #inside(): Condition {
    const inside = this.#either()
    if (!this.#takes(CLOSE)) throw invalidQuery('a bracket is not closed')
    return inside
  }

  #named(): Condition | undefined {
    const among = this.#scanner.take(FIELD_IN)
    if (among !== undefined) return this.#among(nameOf(among[0]), among[1] !== undefined)
    const [field, operator] = this.#scanner.take(FIELD) ?? []
    if (field !== undefined) return this.#field(nameOf(field), operator as Operator)
    const [object] = this.#scanner.take(OBJECT) ?? []
    if (object === undefined) return undefined
    const isEmpty = this.#takes(CLOSE)
    return { kind: 'nested', object: nameOf(object), inside: isEmpty ? EVERYTHING : this.#inside() }
  }

  /** A name with spaces in it is quoted: `"custom.Lead initials":JW`. */
  #text(): Condition {
    const quoted = this.#scanner.takeQuoted()
    if (quoted === undefined) return this.#word()
    const [operator] = this.#scanner.take(OPERATOR) ?? []
    if (operator !== undefined) return this.#field(nameOf(quoted), operator as Operator)
    const among = this.#scanner.take(IN)
    if (among !== undefined) return this.#among(nameOf(quoted), among[0] !== undefined)
    return { kind: 'text', term: { text: quoted, quoted: true } }
  }

  #word(): Condition {
    if (this.#takes(OR) || this.#takes(AND)) throw this.#unexpected()
    const [text] = this.#scanner.take(WORD) ?? []
    if (text === undefined) throw this.#unexpected()
    // What looks like a condition and is none would be looked for as it stands.
    if (/[:=<>]/.test(text)) throw invalidQuery(`'${text}' is no condition; in quotes it is a text`)
    return text === '*' ? EVERYTHING : { kind: 'text', term: { text, quoted: false } }
  }

  #field(field: string, operator: Operator): Condition {
    const term = this.#term(VALUE)
    if (term === undefined) throw invalidQuery(`'${field}${operator}' is followed by no value`)
    if (operator !== ':') return { kind: 'field', field, operator, term }
    return special(field, term) ?? { kind: 'field', field, operator, term }
  }

  #among(field: string, isNegated: boolean): Condition {
    const terms: Term[] = []
    do {
      const term = this.#term(LISTED_WORD)
      if (term === undefined) throw invalidQuery(`the values of '${field}' are no list`)
      terms.push(term)
    } while (this.#takes(COMMA))
    if (!this.#takes(CLOSE)) throw invalidQuery(`the list of '${field}' is not closed`)
    const among: Condition = { kind: 'among', field, terms }
    return isNegated ? { kind: 'not', part: among } : among
  }

  #term(word: RegExp): Term | undefined {
    const quoted = this.#scanner.takeQuoted()
    if (quoted !== undefined) return { text: quoted, quoted: true }
    const [text] = this.#scanner.take(word) ?? []
    return text === undefined ? undefined : { text, quoted: false }
  }

  #takes(pattern: RegExp): boolean {
    return this.#scanner.take(pattern) !== undefined
  }

  #unexpected(): Error {
    const [next = ''] = /^\S*/.exec(this.#scanner.rest) ?? []
    return invalidQuery(next === '' ? 'it ends too early' : `'${next}' is not expected there`)
  }
}

/** Names that stand for no field: `sort:name`, `slice:1/3`, `has:calls`, and smart views. */
function special(name: string, { text }: Term): Condition | undefined {
  if (name === 'sort') {
    return { kind: 'sort', field: nameOf(text.replace(/^-/, '')), descending: text.startsWith('-') }
  }
  if (name === 'has') return { kind: 'has', name: nameOf(text) }
  if (name === 'in') return { kind: 'view', name: text }
  if (name !== 'slice') return undefined
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > count) throw invalidQuery(`'slice:${text}' is no part of a whole`)
  return { kind: 'slice', index, count }
}

function joined(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : { kind, parts }
}

/** Names are read in any case. */
function nameOf(text = ''): string {
  return text.toLowerCase()
}
