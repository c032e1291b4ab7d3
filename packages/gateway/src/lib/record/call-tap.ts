import type { IncomingHttpHeaders } from 'node:http'
import { AnswerReader } from './answer-reader.ts'
import type { CallRecord, OpenCall } from './call-record.ts'
import type { Refusal } from '../wire/refusal.ts'
import type { RpcAnswer, RpcId } from '../wire/rpc-message.ts'
import type { Tap } from '../flow/response-sink.ts'

/** A call of a request, and where it is on record. */
export interface TrackedCall {
  readonly id: RpcId | undefined
  readonly open: OpenCall
}

/** How much of an answer that is no JSON-RPC is kept. */
const shownLetters = 1000

/** Puts what became of a request's calls on record. */
export class CallTap implements Tap {
  readonly #record: CallRecord
  readonly #calls: readonly TrackedCall[]
  readonly #onAnswered: () => void
  #reader: AnswerReader | undefined
  #status = 0
  #text = ''

  /** @param onAnswered called when every call has its answer */
  constructor(record: CallRecord, calls: readonly TrackedCall[], onAnswered: () => void) {
    this.#record = record
    this.#calls = calls
    this.#onAnswered = onAnswered
  }

  start(status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    if (status >= 300) return
    this.#reader = new AnswerReader({
      isEvents: headers['content-type']?.startsWith('text/event-stream') === true,
      onAnswer: (answer, bytes) => this.#answer(answer, bytes),
      onLong: (text, bytes) => this.#answerAtLength(text, bytes),
    })
  }

  data(chunk: Buffer): void {
    if (this.#reader !== undefined) this.#reader.next(chunk)
    else if (this.#text.length < shownLetters) this.#text += chunk.toString()
  }

  end(): void {
    this.#reader?.end()
    if (this.#reader === undefined) {
      this.#endAll('error', `HTTP ${this.#status}: ${this.#text.slice(0, shownLetters)}`)
    } else {
      this.#endAll('error', 'The answer of the server has none for this call.')
    }
  }

  fail({ message }: Refusal): void {
    this.#endAll('lost', message)
  }

  #answer(answer: RpcAnswer, bytes: number): void {
    const call = this.#calls.find(({ id }) => id === answer.id)
    if (call === undefined) return
    this.#record.answer(call.open, answer, bytes)
    this.#noticeAll()
  }

  /** Whose answer it is cannot be read; where there is one call, it is its. */
  #answerAtLength(text: string, bytes: number): void {
    const [only, ...more] = this.#calls
    if (only === undefined || more.length > 0) return
    this.#record.answerAtLength(only.open, text, bytes)
    this.#noticeAll()
  }

  #noticeAll(): void {
    if (this.#calls.every(({ open }) => open.outcome !== 'pending')) this.#onAnswered()
  }

  #endAll(outcome: 'error' | 'lost', error: string): void {
    for (const { open } of this.#calls) this.#record.end(open, outcome, error)
  }
}

/** For requests without calls. */
export const noTap: Tap = { start() {}, data() {}, end() {}, fail() {} }
