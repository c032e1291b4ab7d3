import type { OperationName } from './operations/operation-name.ts'

/** One call, as the page shows it. */
export interface LoggedCall {
  /** Counts up from 1. */
  readonly number: number
  readonly at: Date
  readonly operation: OperationName
  /** What was asked for: a route, or the name of a tool. */
  readonly title: string
  readonly sandboxId: string | undefined
  /** The HTTP status, or what else came of it. */
  readonly outcome: string
  readonly durationMs: number
  readonly input: string
  readonly output: string
}

const KEPT_CALLS = 300
const EXCERPT_LENGTH = 2000

/** The latest calls. Credentials in what was sent and answered are blotted out when they are shown. */
export class CallLog {
  #calls: LoggedCall[] = []
  #number = 0

  add(call: Omit<LoggedCall, 'number'>): void {
    this.#number += 1
    this.#calls.push({
      ...call,
      number: this.#number,
      input: excerpt(call.input),
      output: excerpt(call.output),
    })
    if (this.#calls.length > 2 * KEPT_CALLS) this.#calls = this.#calls.slice(-KEPT_CALLS)
  }

  /** Newest first. */
  latest(sandboxId?: string): readonly LoggedCall[] {
    const about = this.#calls.filter(
      (call) => sandboxId === undefined || call.sandboxId === sandboxId,
    )
    return about.slice(-KEPT_CALLS).toReversed().map(withoutCredentials)
  }
}

/** What is cut is copied, so that a short excerpt does not keep a long text alive. */
function excerpt(text: string): string {
  if (text.length <= EXCERPT_LENGTH) return text
  return Buffer.from(`${text.slice(0, EXCERPT_LENGTH)} ...`).toString()
}

function withoutCredentials(call: LoggedCall): LoggedCall {
  const { title, input, output } = call
  return { ...call, title: blotted(title), input: blotted(input), output: blotted(output) }
}

function blotted(text: string): string {
  return text
    .replaceAll(/(instance_id=)[\w-]+/g, '$1[hidden]')
    .replaceAll(/("access_token":\s*")[^"]*/g, '$1[hidden]')
    .replaceAll(/(signature=)\w+/g, '$1[hidden]')
}
