import { CloseError } from '../call/close-error.ts'

/** Goes through a search from its start to its end, a piece at a time. */
export class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text.trimEnd()
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** What is still to be read. */
  get rest(): string {
    return this.#text.slice(this.#at).trimStart()
  }

  /** Reads what a sticky pattern matches; answers its groups, `undefined` where it does not match. */
  take(pattern: RegExp): readonly (string | undefined)[] | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) return undefined
    this.#at = pattern.lastIndex
    return match.slice(1)
  }

  /** Reads what stands in quotes of either kind, a backslash before a quote that is meant. */
  takeQuoted(): string | undefined {
    const [double, single] = this.take(QUOTED) ?? []
    const quoted = double ?? single
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, '$1')
    if (/^["']/.test(this.rest)) throw invalidQuery('a quote is not closed')
    return undefined
  }
}

const QUOTED = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/sy

/** 400 for a search that is not understood; Close's own wording is not recorded. */
export function invalidQuery(why: string): CloseError {
  return CloseError.invalid(`Invalid query: ${why}.`)
}
