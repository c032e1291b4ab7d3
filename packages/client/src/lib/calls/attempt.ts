import { answerError, answerFailure, type Refusal } from './answer-error.ts'
import type { Deadline } from './deadline.ts'
import { networkError, networkFailure } from './network-error.ts'
import {
  type Contracts,
  describeOperation,
  type Operation,
  operationUrl,
} from '../wire/operation.ts'
import { parseRetryAfter, type RetryableFailure } from './operation-policy.ts'
import { readAnswer } from './read-answer.ts'
import { readText } from './read-text.ts'
import { printable } from '../errors/printable.ts'
import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts'

/** How one attempt ended. */
export type Attempt<Answer> =
  | { readonly answer: Answer; readonly facts: SandpitErrorFacts }
  | FailedAttempt

export interface FailedAttempt {
  readonly error: SandpitError
  readonly failure: RetryableFailure | 'final'
  /** Whether the service may have done its work all the same. */
  readonly lost: boolean
  readonly retryAfterMs?: number | undefined
}

/** Who is called, and how. */
export interface Route {
  readonly apiKey: string
  readonly baseUrl: string
  /** The base URL's origin: what messages may name. */
  readonly address: string
  readonly transport: Transport
  /** How long an answer may be. */
  readonly maxAnswerBytes: number
  readonly contracts: () => Promise<Contracts>
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
  const loading = route.contracts()
  // Where the transport fails too, nobody else waits for it.
  loading.catch(() => {})
  try {
    const response = await route.transport(toRequest(operation, route, payload, deadline.signal))
    const answered = { ...facts, ...responseFacts(response) }
    const text = await readText(response, operation, route.maxAnswerBytes, answered)
    const contracts = await loading
    if (response.status >= 200 && response.status < 300)
      return read(operation, contracts, text, answered)
    return refused({
      operation,
      contracts,
      response,
      text,
      facts: answered,
      address: route.address,
      secrets: [route.apiKey],
    })
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

function read<Answer>(
  operation: Operation<Answer>,
  contracts: Contracts,
  text: string,
  facts: SandpitErrorFacts,
): Attempt<Answer> {
  try {
    return { answer: readAnswer(operation, contracts, text, facts), facts }
  } catch (error) {
    return { error: SandpitError.from(error), failure: 'final', lost: true }
  }
}

function refused(refusal: Refusal): FailedAttempt {
  const retryAfterMs = parseRetryAfter(refusal.response.header('retry-after'), sentAt(refusal))
  const facts = { ...refusal.facts, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  const error = answerError({ ...refusal, facts })
  const failure = answerFailure(error)
  return { error, failure, lost: failure === 'unavailable', retryAfterMs }
}

/** When the service answered, by its own clock where it says so: a date of its is one of that clock. */
function sentAt({ response }: Refusal): number {
  const date = Date.parse(response.header('date') ?? '')
  return Number.isNaN(date) ? Date.now() : date
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
