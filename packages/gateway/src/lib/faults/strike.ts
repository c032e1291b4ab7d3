import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { CallFault } from '@sandpit/client/tool-call'
import type { Sink } from '../flow/flow.ts'
import { type Refusal, refuse, send } from '../wire/refusal.ts'
import type { RpcBody, RpcId } from '../wire/rpc-message.ts'
import type { CallOutcome } from '@sandpit/client/tool-call'

/** A fault that is an answer, or the lack of one. */
export type Strike = Exclude<CallFault, { kind: 'delay' }>

/** What the record says of a call that a fault struck. */
export interface Struck {
  readonly outcome: CallOutcome
  readonly error: string
}

/** Answers as a fault has it. A `hang` does nothing; whoever calls keeps the request. */
export function strike(
  fault: Strike,
  response: ServerResponse,
  { ids, isBatch }: RpcBody,
  answer?: string,
): Struck {
  switch (fault.kind) {
    case 'tool-error': {
      const { message = 'The tool failed, as the test asked it to.' } = fault
      send(response, 200, toolError(message, ids, isBatch))
      return { outcome: 'tool-error', error: message }
    }
    case 'json-rpc-error': {
      const { code = -32_603, message = 'The call failed, as the test asked it to.' } = fault
      refuse(response, { reason: 'on_demand', message, code, status: 200 }, ids, isBatch)
      return { outcome: 'error', error: message }
    }
    case 'status': {
      const { status, retryAfterSeconds } = fault
      const headers = retryAfterSeconds !== undefined && { 'retry-after': `${retryAfterSeconds}` }
      const message = `HTTP ${status}, as the test asked for.`
      refuse(
        response,
        { reason: 'on_demand', message, status, headers: { ...headers } },
        ids,
        isBatch,
      )
      return { outcome: 'error', error: message }
    }
    case 'truncate':
      truncate(response, answer ?? toolError('There is no such answer.', ids, isBatch))
      return { outcome: 'lost', error: 'The answer broke off, as the test asked it to.' }
    case 'drop':
      response.destroy()
      return { outcome: 'lost', error: 'The connection broke, as the test asked it to.' }
    case 'hang':
      return { outcome: 'lost', error: 'There was no answer, as the test asked for.' }
  }
}

function toolError(text: string, ids: readonly RpcId[], isBatch: boolean): string {
  const result = { content: [{ type: 'text', text }], isError: true }
  const answers = ids.map((id) => ({ jsonrpc: '2.0', id, result }))
  return JSON.stringify(isBatch ? answers : answers[0])
}

function truncate(response: ServerResponse, answer: string): void {
  const body = Buffer.from(answer)
  response.writeHead(200, {
    'content-type': answer.startsWith('{') ? 'application/json' : 'text/event-stream',
    'content-length': body.length,
  })
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy())
}

/** The most of an answer that is gathered, only for half of it to be sent. */
const gatheredBytes = 1024 * 1024

/** Lets the work be done, and tells when it is, with the answer that nobody gets. */
export class GatheringSink implements Sink {
  readonly #chunks: Buffer[] = []
  readonly #onDone: (answer: string) => void
  readonly #onFail: (refusal: Refusal) => void
  #bytes = 0

  constructor(onDone: (answer: string) => void, onFail: (refusal: Refusal) => void) {
    this.#onDone = onDone
    this.#onFail = onFail
  }

  start(_status: number, _headers: IncomingHttpHeaders): undefined {
    return undefined
  }

  data(chunk: Buffer): boolean {
    this.#bytes += chunk.length
    if (this.#bytes <= gatheredBytes) this.#chunks.push(Buffer.from(chunk))
    return true
  }

  end(): void {
    this.#onDone(Buffer.concat(this.#chunks).toString())
  }

  fail(refusal: Refusal): void {
    this.#onFail(refusal)
  }
}
