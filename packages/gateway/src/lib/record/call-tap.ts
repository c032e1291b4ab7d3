import type { IncomingHttpHeaders } from 'node:http'
import { AnswerReader } from './answer-reader.ts'
import { type CallRecord, keptBytes, type OpenCall, type UnreadAnswers } from './call-record.ts'
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

/** Something of an answer, and when it came. */
interface Part {
  readonly chunk: Buffer
  readonly atMs: number
}

/** How no more of an answer can come. */
interface Ending {
  readonly outcome: 'error' | 'lost'
  /** What is wrong with a call that has no answer. */
  readonly error: string
  readonly atMs: number
}

/** Puts what became of a request's calls on record, when somebody asks for it. */
export class CallTap implements Tap, UnreadAnswers {
  readonly #record: CallRecord
  readonly #calls: readonly TrackedCall[]
  readonly #unread: Part[] = []
  #unreadBytes = 0
  #ending: Ending | undefined
  /** When that came which is being read. */
  #atMs = 0
  #isAnswered = false
  #reader: AnswerReader | undefined
  #status = 0
  #isEvents = false
  #text = ''

  constructor(record: CallRecord, calls: readonly TrackedCall[]) {
    this.#record = record
    this.#calls = calls
  }

  /** Whether the server has answered every call, though more may come. */
  get isAnswered(): boolean {
    this.read()
    return this.#isAnswered
  }

  start(status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    this.#isEvents = headers['content-type']?.startsWith('text/event-stream') === true
    if (this.#isFine) this.#record.watch(this)
  }

  data(chunk: Buffer): void {
    if (this.#isFine) this.#keep(chunk)
    else if (this.#text.length < shownLetters) this.#text += chunk.toString()
  }

  end(): void {
    const none = 'The answer of the server has none for this call.'
    const status = `HTTP ${this.#status}: ${this.#text.slice(0, shownLetters)}`
    this.#close('error', this.#isFine ? none : status)
  }

  fail({ message }: Refusal): void {
    this.#close('lost', message)
  }

  read(): void {
    for (const { chunk, atMs } of this.#unread.splice(0)) {
      this.#atMs = atMs
      this.#reader ??= this.#newReader()
      this.#reader.next(chunk)
    }
    this.#unreadBytes = 0
    if (this.#ending !== undefined) this.#readEnding(this.#ending)
  }

  get #isFine(): boolean {
    return this.#status < 300
  }

  #newReader(): AnswerReader {
    return new AnswerReader({
      isEvents: this.#isEvents,
      onAnswer: (answer, bytes) => this.#answer(answer, bytes),
      onLong: (text, bytes) => this.#answerAtLength(text, bytes),
    })
  }

  #keep(chunk: Buffer): void {
    this.#unread.push({ chunk, atMs: this.#record.nowMs })
    this.#unreadBytes += chunk.length
    if (this.#unreadBytes > keptBytes) this.read()
  }

  #close(outcome: Ending['outcome'], error: string): void {
    this.#ending = { outcome, error, atMs: this.#record.nowMs }
    this.#record.leave(this, this.#unreadBytes)
  }

  #readEnding({ outcome, error, atMs }: Ending): void {
    this.#atMs = atMs
    if (outcome === 'error') this.#reader?.end()
    for (const { open } of this.#calls) this.#record.end(open, outcome, error, atMs)
  }

  #answer(answer: RpcAnswer, bytes: number): void {
    const call = this.#calls.find(({ id }) => id === answer.id)
    if (call === undefined) return
    this.#record.answer(call.open, answer, bytes, this.#atMs)
    this.#noticeAll()
  }

  /** Whose answer it is cannot be read; where there is one call, it is its. */
  #answerAtLength(text: string, bytes: number): void {
    const [only, ...more] = this.#calls
    if (only === undefined || more.length > 0) return
    this.#record.answerAtLength(only.open, text, bytes, this.#atMs)
    this.#noticeAll()
  }

  #noticeAll(): void {
    this.#isAnswered = this.#calls.every(({ open }) => open.outcome !== 'pending')
  }
}

/** For requests without calls. */
export const noTap: Tap = { start() {}, data() {}, end() {}, fail() {} }
