import type { OperationName } from '../faults/operation-name.ts'

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
const SHOWN_LENGTH = 2000
/** Texts up to this length are kept whole until somebody looks: cutting each would cost every call. */
const KEPT_LENGTH = 16_000

/** The latest calls. Credentials in what was sent and answered are blotted out when they are shown. */
export class CallHistory {
  #calls: LoggedCall[] = []
  #number = 0

  add(call: Omit<LoggedCall, 'number'>): void {
    this.#number += 1
    const [input, output] = [kept(call.input), kept(call.output)]
    this.#calls.push({ ...call, number: this.#number, input, output })
    if (this.#calls.length > 2 * KEPT_CALLS) this.#calls = this.#calls.slice(-KEPT_CALLS)
  }

  /** Newest first. */
  latest(sandboxId?: string): readonly LoggedCall[] {
    const about = this.#calls.filter(
      (call) => sandboxId === undefined || call.sandboxId === sandboxId,
    )
    return about.slice(-KEPT_CALLS).toReversed().map(shown)
  }
}

/** What is cut is copied, so that a short excerpt does not keep a long text alive. */
function kept(text: string): string {
  return text.length <= KEPT_LENGTH ? text : Buffer.from(text.slice(0, KEPT_LENGTH)).toString()
}

function shown(call: LoggedCall): LoggedCall {
  const { title, input, output } = call
  return { ...call, title: blotted(title), input: excerpt(input), output: excerpt(output) }
}

/** Blotted first: half a credential would not be known for one. */
function excerpt(text: string): string {
  const whole = blotted(text)
  return whole.length <= SHOWN_LENGTH ? whole : `${whole.slice(0, SHOWN_LENGTH)} ...`
}

function blotted(text: string): string {
  return text
    .replaceAll(/(instance_id=)[\w-]+/g, '$1[hidden]')
    .replaceAll(/("access_token":\s*")[^"]*/g, '$1[hidden]')
    .replaceAll(/(signature=)\w+/g, '$1[hidden]')
}
