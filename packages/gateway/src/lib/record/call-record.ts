import type { RequestedCall, RpcAnswer } from '../wire/rpc-message.ts'
import { isObject } from '../wire/rpc-message.ts'
import type { CallOutcome, ToolCall } from '@sandpit/client/tool-call'
import { toolAnswer } from './tool-answer.ts'

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

/** The tool calls of one lease, in the order in which they came. */
export class CallRecord {
  readonly #started = performance.now()
  readonly #calls: OpenCall[] = []
  /** What tools answered, not read before somebody asks. */
  readonly #results = new Map<OpenCall, unknown>()
  #bytes = 0
  #dropped = 0

  /** A copy of all that is kept. */
  get calls(): readonly ToolCall[] {
    return this.#calls.map((call) =>
      this.#results.has(call)
        ? { ...call, answer: toolAnswer(this.#results.get(call)) }
        : { ...call },
    )
  }

  /** How many calls there were beyond those that are kept. */
  get dropped(): number {
    return this.#dropped
  }

  /** @param bytes how long the request was */
  start(server: string, { tool, arguments: given }: RequestedCall, bytes: number): OpenCall {
    const kept = this.#keep(bytes) ? given : `[not kept: part of a request of ${bytes} bytes]`
    const startMs = performance.now() - this.#started
    const call: OpenCall = { server, tool, arguments: kept, outcome: 'pending', startMs }
    if (this.#calls.length < keptCalls) this.#calls.push(call)
    else this.#dropped++
    return call
  }

  /** @param bytes how long the answer was */
  answer(call: OpenCall, { result, error }: RpcAnswer, bytes: number): void {
    if (error !== undefined) return this.end(call, 'error', messageOf(error))
    const isError = isObject(result) && result['isError'] === true
    if (isError) this.end(call, 'tool-error', textOf(toolAnswer(result)).slice(0, shownLetters))
    else this.end(call, 'answered')
    if (this.#keep(bytes)) this.#results.set(call, result)
    else call.answer = beginning(textOf(toolAnswer(result)), bytes)
  }

  /** The answer was longer than what is kept, so all that is known of it is how it begins. */
  answerAtLength(call: OpenCall, text: string, bytes: number): void {
    this.end(call, 'answered')
    call.answer = beginning(text, bytes)
  }

  end(call: OpenCall, outcome: CallOutcome, error?: string): void {
    if (call.outcome !== 'pending') return
    call.outcome = outcome
    if (error !== undefined) call.error = error
    call.durationMs = performance.now() - this.#started - call.startMs
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
  return isObject(error) && typeof error['message'] === 'string' ? error['message'] : textOf(error)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
