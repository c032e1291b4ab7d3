import { StringDecoder } from 'node:string_decoder'
import { keptBytes } from './call-record.ts'
import { readAnswers, type RpcAnswer } from '../wire/rpc-message.ts'

export interface AnswerReaderOptions {
  readonly isEvents: boolean
  readonly onAnswer: (answer: RpcAnswer, bytes: number) => void
  /** Hears of a message that is longer than what is kept of one. */
  readonly onLong: (beginning: string, bytes: number) => void
}

/** Reads JSON-RPC answers out of a body that streams by, JSON or events, and keeps none of it. */
export class AnswerReader {
  readonly #options: AnswerReaderOptions
  readonly #decoder = new StringDecoder('utf8')
  /** What came of the message that is not whole yet. */
  #text = ''
  /** How a message begins that is too long, and how much of it is not in `#text` any more. */
  #long: { readonly beginning: string; bytes: number } | undefined

  constructor(options: AnswerReaderOptions) {
    this.#options = options
  }

  next(chunk: Buffer): void {
    this.#text += this.#decoder.write(chunk)
    if (this.#options.isEvents) this.#readEvents()
    if (this.#text.length > keptBytes) this.#shorten()
  }

  end(): void {
    if (this.#text !== '') this.#read(this.#text)
    this.#text = ''
  }

  #readEvents(): void {
    let start = 0
    for (const { index, 0: blank } of this.#text.matchAll(/\r?\n\r?\n/g)) {
      this.#read(this.#text.slice(start, index))
      start = index + blank.length
    }
    if (start > 0) this.#text = this.#text.slice(start)
  }

  /** The end is kept, for the blank line that the message ends with may have begun. */
  #shorten(): void {
    const cut = this.#text.slice(0, -4)
    this.#long ??= { beginning: cut.slice(0, keptBytes), bytes: 0 }
    this.#long.bytes += Buffer.byteLength(cut)
    this.#text = this.#text.slice(-4)
  }

  #read(text: string): void {
    const long = this.#long
    this.#long = undefined
    const bytes = Buffer.byteLength(text)
    if (long !== undefined) {
      this.#options.onLong(this.#messageOf(long.beginning), long.bytes + bytes)
    } else {
      for (const answer of readAnswers(this.#messageOf(text))) this.#options.onAnswer(answer, bytes)
    }
  }

  #messageOf(text: string): string {
    if (!this.#options.isEvents) return text
    const lines = text.split(/\r?\n/).filter((line) => line.startsWith('data:'))
    return lines.map((line) => line.slice('data:'.length).trimStart()).join('\n')
  }
}
