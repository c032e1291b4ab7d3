import { printable } from '../errors/printable.ts'
import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts'
import { describeOperation, type Operation, operationUrl } from '../wire/operation.ts'
import type { Deadline } from './deadline.ts'
import { networkError, networkFailure } from './network-error.ts'
import type { Attempt, FailedAttempt, ReplyReader } from './read-reply.ts'
import { readText } from './read-text.ts'

/** Who is called, and how. */
export interface Route {
  readonly apiKey: string
  readonly baseUrl: string
  /** The base URL's origin: what messages may name. */
  readonly address: string
  readonly transport: Transport
  /** How long an answer may be. */
  readonly maxAnswerBytes: number
  /** Loads what reads an answer: zod takes long to load, so that is done while a request is under way. */
  readonly reader: () => Promise<ReplyReader>
}

/** Sends an operation once and reads its answer; never rejects. */
export async function attemptOperation<Answer>(
  operation: Operation<Answer>,
  payload: string | undefined,
  route: Route,
  deadline: Deadline,
  facts: SandpitErrorFacts,
): Promise<Attempt<Answer>> {
  if (deadline.signal.aborted) return expired(operation, route, deadline, facts, false)
  const loading = route.reader()
  // Where the transport fails too, nobody else waits for it.
  loading.catch(() => {})
  try {
    const response = await route.transport(toRequest(operation, route, payload, deadline.signal))
    const answered = { ...facts, ...responseFacts(response) }
    const text = await readText(response, operation, route.maxAnswerBytes, answered)
    const { address, apiKey } = route
    const reply = { operation, response, text, address, facts: answered, secrets: [apiKey] }
    return (await loading).readReply(operation, reply)
  } catch (error) {
    if (deadline.signal.aborted) return expired(operation, route, deadline, facts, true)
    if (error instanceof SandpitError) return { error, failure: 'final', lost: true }
    const failure = networkFailure(error)
    const described = networkError(describeOperation(operation), route.address, error, facts)
    return { error: described, failure, lost: failure === 'broken' }
  }
}

function toRequest(
  operation: Operation<unknown>,
  { apiKey, baseUrl }: Route,
  payload: string | undefined,
  signal: AbortSignal,
): TransportRequest {
  const { method } = operation
  const url = operationUrl(baseUrl, operation)
  const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json' }
  if (payload === undefined) return { method, url, signal, headers }
  const json = { ...headers, 'content-type': 'application/json' }
  return { method, url, signal, headers: json, body: payload }
}

/** Google's front end names a request by its trace; the part before the slash finds it. */
function responseFacts(response: TransportResponse): SandpitErrorFacts {
  const trace = response.header('x-cloud-trace-context')?.split('/')[0]
  const requestId = response.header('x-request-id') ?? trace
  const { status } = response
  return { status, ...(requestId !== undefined && { requestId: printable(requestId) }) }
}

function expired(
  operation: Operation<unknown>,
  { address }: Route,
  deadline: Deadline,
  facts: SandpitErrorFacts,
  lost: boolean,
): FailedAttempt {
  const error = deadline.error(describeOperation(operation), address, facts)
  return { error, failure: 'final', lost }
}
