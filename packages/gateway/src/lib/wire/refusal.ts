import type { ServerResponse } from 'node:http'
import type { RpcId } from './rpc-message.ts'

/**
 * Why the gateway, and not the sandbox's server, answers.
 *
 * - `unknown_address`: no lease has, or lately had, an address like this.
 * - `lease_over`: the lease of the address has ended.
 * - `no_lease`: no test runs now that a worker's address could lead to.
 * - `read_only`: the test is marked read-only, and the call might change its sandbox.
 * - `wrong_method`, `too_large`, `unreadable`: the request is none that could be forwarded.
 * - `wrong_token`: the token of the REST address is missing, or another one.
 * - `unreachable`, `late`, `rubbish`, `elsewhere`: what became of the request behind the gateway: no
 *   connection, no answer in time, none that can be understood, a redirect to another system.
 * - `on_demand`: a fault that the test asked for.
 */
export type RefusalReason =
  | 'unknown_address'
  | 'lease_over'
  | 'no_lease'
  | 'read_only'
  | 'wrong_method'
  | 'too_large'
  | 'unreadable'
  | 'wrong_token'
  | 'unreachable'
  | 'late'
  | 'rubbish'
  | 'elsewhere'
  | 'on_demand'

/** An answer of the gateway's own. */
export interface Refusal {
  readonly reason: RefusalReason
  readonly message: string
  /** The JSON-RPC code; by default that of the reason. */
  readonly code?: number
  /** The HTTP status; by default that of the reason. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

interface Shape {
  /** A code of the range that JSON-RPC leaves to servers, clear of those that MCP's SDKs use. */
  readonly code: number
  readonly status: number
  /** Whether requests that have an id get the error as the answer of a call, with status 200. */
  readonly isAnswer?: true
}

const shapes: Readonly<Record<RefusalReason, Shape>> = {
  unknown_address: { code: -32_050, status: 404 },
  lease_over: { code: -32_051, status: 410, isAnswer: true },
  no_lease: { code: -32_052, status: 503, isAnswer: true },
  read_only: { code: -32_053, status: 403, isAnswer: true },
  wrong_method: { code: -32_600, status: 405 },
  too_large: { code: -32_600, status: 413 },
  unreadable: { code: -32_700, status: 400 },
  wrong_token: { code: -32_054, status: 401 },
  unreachable: { code: -32_055, status: 502 },
  late: { code: -32_056, status: 504 },
  rubbish: { code: -32_057, status: 502 },
  elsewhere: { code: -32_058, status: 502 },
  on_demand: { code: -32_059, status: 500 },
}

/**
 * Answers instead of the sandbox: with an error for each id that was asked about, or one without an
 * id where there is none.
 */
export function refuse(
  response: ServerResponse,
  refusal: Refusal,
  ids: readonly RpcId[] = [],
  isBatch = false,
): void {
  const shape = shapes[refusal.reason]
  const errors = (ids.length === 0 ? [null] : ids).map((id) => errorOf(refusal, shape, id))
  const text = JSON.stringify(isBatch ? errors : errors[0])
  const status = refusal.status ?? (ids.length > 0 && shape.isAnswer ? 200 : shape.status)
  send(response, status, text, refusal.headers)
}

/** Sends a text as JSON, unless an answer has begun; then all that is left is to break it off. */
export function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return void response.destroy()
  const length = String(Buffer.byteLength(text))
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': length,
    ...headers,
  })
  response.end(text)
}

function errorOf({ reason, message, code }: Refusal, shape: Shape, id: RpcId | null): object {
  return { jsonrpc: '2.0', id, error: { code: code ?? shape.code, message, data: { reason } } }
}
