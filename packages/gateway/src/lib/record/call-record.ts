import type { RequestedCall, RpcAnswer } from '../wire/rpc-message.ts'
import { isObject } from '../wire/rpc-message.ts'
import type { CallOutcome, ToolCall } from '@sandpit/client/tool-call'
import { toolAnswer, toolText } from './tool-answer.ts'

/** The most bytes of an answer, or of arguments, that are kept. */
export const keptBytes: number = 256 * 1024
/** The most bytes of all answers and arguments of a lease that are kept. */
const keptInAll = 16 * 1024 * 1024
/** The most calls of a lease that are kept. */
const keptCalls = 10_000
/** How much of what is too large is shown. */
const shownLetters = 1000

/** A call whose answer is awaited. */
export type OpenCall = { -readonly [Key in keyof ToolCall]: ToolCall[Key] }

/** Answers that came and may not be read yet. */
export interface UnreadAnswers {
  /** Puts them on record. */
  read(): void
}

/**
 * The tool calls of one lease, in the order in which they came. Most tests never ask for them, so
 * what was answered is read when one does.
 */
export class CallRecord {
  readonly #started = performance.now()
  readonly #calls: OpenCall[] = []
  /** What may still get more. */
  readonly #open = new Set<UnreadAnswers>()
  readonly #complete: UnreadAnswers[] = []
  #unreadBytes = 0
  /** Of what was read. */
  #bytes = 0
  #dropped = 0

  /** A copy of all that is kept. */
  get calls(): readonly ToolCall[] {
    this.#read()
    return this.#calls.map((call) => ({ ...call }))
  }

  /** The time by which its calls start and end. */
  get nowMs(): number {
    return performance.now() - this.#started
  }

  /** From now on these are read, too, when somebody asks. */
  watch(answers: UnreadAnswers): void {
    this.#open.add(answers)
  }

  /** No more of these comes. They stay unread while there is room for their calls and bytes. */
  leave(answers: UnreadAnswers, bytes: number): void {
    this.#open.delete(answers)
    this.#complete.push(answers)
    this.#unreadBytes += bytes
    if (this.#bytes + this.#unreadBytes > keptInAll || this.#dropped > 0) this.#read()
  }

  /** How many calls there were beyond those that are kept. */
  get dropped(): number {
    return this.#dropped
  }

  /** @param bytes how long the request was */
  start(server: string, { tool, arguments: given }: RequestedCall, bytes: number): OpenCall {
    const kept = this.#keep(bytes) ? given : `[not kept: part of a request of ${bytes} bytes]`
    const call: OpenCall = {
      server,
      tool,
      arguments: kept,
      outcome: 'pending',
      startMs: this.nowMs,
    }
    if (this.#calls.length < keptCalls) this.#calls.push(call)
    else this.#dropped++
    return call
  }

  /**
   * @param bytes how long the answer was
   * @param atMs when it came
   */
  answer(call: OpenCall, { result, error }: RpcAnswer, bytes: number, atMs: number): void {
    if (error !== undefined) return this.end(call, 'error', messageOf(error), atMs)
    const isError = isObject(result) && result['isError'] === true
    if (isError) this.end(call, 'tool-error', toolText(result).slice(0, shownLetters), atMs)
    else this.end(call, 'answered', undefined, atMs)
    call.answer = this.#keep(bytes) ? toolAnswer(result) : beginning(toolText(result), bytes)
  }

  /** The answer was longer than what is kept, so all that is known of it is how it begins. */
  answerAtLength(call: OpenCall, text: string, bytes: number, atMs: number): void {
    this.end(call, 'answered', undefined, atMs)
    call.answer = beginning(text, bytes)
  }

  end(call: OpenCall, outcome: CallOutcome, error?: string, atMs: number = this.nowMs): void {
    if (call.outcome !== 'pending') return
    call.outcome = outcome
    if (error !== undefined) call.error = error
    call.durationMs = atMs - call.startMs
  }

  #read(): void {
    this.#unreadBytes = 0
    for (const each of [...this.#complete.splice(0), ...this.#open]) each.read()
  }

  #keep(bytes: number): boolean {
    if (bytes > keptBytes || this.#bytes + bytes > keptInAll) return false
    this.#bytes += bytes
    return true
  }
}

function beginning(text: string, bytes: number): string {
  return `${text.slice(0, shownLetters)}... [cut: ${bytes} bytes in all]`
}

function messageOf(error: unknown): string {
  const message = isObject(error) ? error['message'] : error
  return typeof message === 'string' ? message : (JSON.stringify(error) ?? '')
}
