/** Why and where Python's `json` module gives up on a text; places count code points. */
export interface JsonError {
  readonly message: string
  readonly position: number
  /** From 1, as `column` is. */
  readonly line: number
  readonly column: number
}

const WHITESPACE = /[ \t\n\r]*/y
const LITERAL = /null|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/**
 * Explains a text that is not JSON, and no deeper than is taken, as Python's `json` module does, since the service's 422 says
 * so word for word. Its one difference in taste, `NaN` and `Infinity`, is not shared.
 */
export function pythonJsonError(text: string): JsonError {
  const reader = new JsonReader(text)
  try {
    reader.document()
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error
    return errorAt(text, error)
  }
  return errorAt(text, new GivenUp('Expecting value', 0))
}

/** Counted, not listed: a body may have millions of lines. */
function errorAt(text: string, { message, position: units }: GivenUp): JsonError {
  let [position, line, column] = [0, 1, 1]
  for (const character of text.slice(0, units)) {
    position += 1
    column += 1
    if (character === '\n') [line, column] = [line + 1, 1]
  }
  return { message, position, line, column }
}

class GivenUp extends Error {
  override readonly name = 'GivenUp'
  readonly position: number

  constructor(message: string, position: number) {
    super(message)
    this.position = position
  }
}

class JsonReader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): void {
    this.#skip(WHITESPACE)
    this.#value()
    this.#skip(WHITESPACE)
    if (this.#position < this.#text.length) this.#giveUp('Extra data')
  }

  #value(): void {
    const character = this.#peek()
    if (character === '"') this.#string()
    else if (character === '{') this.#nested(() => this.#object())
    else if (character === '[') this.#nested(() => this.#array())
    else if (!this.#skip(LITERAL)) this.#giveUp('Expecting value')
  }

  #nested(read: () => void): void {
    this.#position += 1
    this.#skip(WHITESPACE)
    read()
    this.#position += 1
  }

  #object(): void {
    if (this.#peek() === '}') return
    for (;;) {
      if (this.#peek() !== '"') {
        this.#giveUp('Expecting property name enclosed in double quotes')
      }
      this.#string()
      this.#skip(WHITESPACE)
      this.#take(':')
      this.#value()
      this.#skip(WHITESPACE)
      if (this.#peek() === '}') return
      this.#take(',')
    }
  }

  #array(): void {
    if (this.#peek() === ']') return
    for (;;) {
      this.#value()
      this.#skip(WHITESPACE)
      if (this.#peek() === ']') return
      this.#take(',')
    }
  }

  #string(): void {
    const start = this.#position
    this.#position += 1
    for (;;) {
      this.#plainText()
      const character = this.#peek()
      if (character === undefined) this.#giveUp('Unterminated string starting at', start)
      if (character === '"') break
      if (character === '\\') this.#escape(start)
      else this.#giveUp('Invalid control character at')
    }
    this.#position += 1
  }

  #escape(start: number): void {
    const backslash = this.#position
    if (this.#skip(ESCAPE)) return
    const escaped = this.#text[backslash + 1]
    if (escaped === undefined) this.#giveUp('Unterminated string starting at', start)
    if (escaped === 'u') this.#giveUp(String.raw`Invalid \uXXXX escape`, backslash + 1)
    this.#giveUp(String.raw`Invalid \escape`, backslash)
  }

  /** Moves to the next character that is not plain text: a quote, a backslash, a control character. */
  #plainText(): void {
    for (;;) {
      const character = this.#peek()
      if (character === undefined || character === '"' || character === '\\') return
      if (character < ' ') return
      this.#position += 1
    }
  }

  #peek(): string | undefined {
    return this.#text[this.#position]
  }

  #take(delimiter: ':' | ','): void {
    if (this.#peek() !== delimiter) this.#giveUp(`Expecting '${delimiter}' delimiter`)
    this.#position += 1
    this.#skip(WHITESPACE)
  }

  /** Moves past what matches here; answers whether that was anything. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#position
    if (!pattern.test(this.#text) || pattern.lastIndex === this.#position) return false
    this.#position = pattern.lastIndex
    return true
  }

  #giveUp(message: string, position: number = this.#position): never {
    throw new GivenUp(message, position)
  }
}
