import type { core } from 'zod'
import { answerError } from './answer-error.ts'
import { Deadline } from './deadline.ts'
import { formatIssues } from './issues.ts'
import { networkError } from './network-error.ts'
import { describeOperation, type Operation, operationUrl } from './operation.ts'
import { operationPolicies } from './operation-policy.ts'
import type { CallOptions } from './sandbox.ts'
import { SandpitError, type SandpitErrorFacts } from './sandpit-error.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'

export interface ConnectionOptions {
  readonly apiKey: string
  readonly baseUrl: string
  readonly transport: Transport
}

/** Carries one operation to the service and its answer back. The key lives here and shows nowhere. */
export class Connection {
  readonly #apiKey: string
  readonly #baseUrl: string
  readonly #address: string
  readonly #transport: Transport

  constructor({ apiKey, baseUrl, transport }: ConnectionOptions) {
    this.#apiKey = apiKey
    this.#baseUrl = baseUrl
    this.#address = new URL(baseUrl).origin
    this.#transport = transport
  }

  async call<Answer>(operation: Operation<Answer>, options: CallOptions = {}): Promise<Answer> {
    const timeoutMs = options.timeoutMs ?? operationPolicies[operation.name].timeoutMs
    using deadline = new Deadline(timeoutMs, options.signal)
    const { response, text, facts } = await this.#send(operation, deadline)
    if (response.status < 200 || response.status > 299) {
      const secrets = [this.#apiKey]
      throw answerError({ operation, response, text, facts, secrets, address: this.#address })
    }
    return readAnswer(operation, text, facts)
  }

  async #send(operation: Operation<unknown>, deadline: Deadline): Promise<Exchange> {
    const facts = operationFacts(operation)
    try {
      deadline.signal.throwIfAborted()
      const response = await this.#transport(this.#request(operation, deadline.signal))
      const text = await response.text()
      return { response, text, facts: { ...facts, ...responseFacts(response) } }
    } catch (error) {
      const call = describeOperation(operation)
      if (deadline.signal.aborted) throw deadline.error(call, this.#address, facts)
      throw networkError(call, this.#address, error, facts)
    }
  }

  #request(operation: Operation<unknown>, signal: AbortSignal): TransportRequest {
    const headers = { authorization: `Bearer ${this.#apiKey}`, accept: 'application/json' }
    const request = {
      method: operation.method,
      url: operationUrl(this.#baseUrl, operation),
      signal,
    }
    if (operation.body === undefined) return { ...request, headers }
    return {
      ...request,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(operation.body),
    }
  }
}

/** One request and its answer. */
interface Exchange {
  readonly response: TransportResponse
  readonly text: string
  readonly facts: SandpitErrorFacts
}

function operationFacts({ name, server, sandboxId }: Operation<unknown>): SandpitErrorFacts {
  return {
    operation: name,
    ...(server !== undefined && { server }),
    ...(sandboxId !== undefined && { sandboxId }),
  }
}

/** Google's front end names a request by its trace; the part before the slash finds it. */
function responseFacts(response: TransportResponse): SandpitErrorFacts {
  const trace = response.header('x-cloud-trace-context')?.split('/')[0]
  const requestId = response.header('x-request-id') ?? trace
  return { status: response.status, ...(requestId !== undefined && { requestId }) }
}

function readAnswer<Answer>(
  operation: Operation<Answer>,
  text: string,
  facts: SandpitErrorFacts,
): Answer {
  const parsed = operation.answer.safeParse(readJson(operation, text, facts))
  if (parsed.success) return parsed.data
  throw departure(operation, parsed.error.issues, facts)
}

function readJson(operation: Operation<unknown>, text: string, facts: SandpitErrorFacts): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // The syntax error would quote the body, which may hold credentials.
    throw new SandpitError(
      'protocol',
      `${describeOperation(operation)}: the service answered ${facts.status ?? ''} with ` +
        `${text.length} characters that are not JSON. Is something between you and the service answering in its place?`,
      facts,
    )
  }
}

/** Where an answer departs from the contract. Values stay out: they may be credentials. */
function departure(
  operation: Operation<unknown>,
  found: readonly core.$ZodIssue[],
  facts: SandpitErrorFacts,
): SandpitError {
  const issues = found.map((issue) => ({
    path: issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
    message: issue.message,
  }))
  return new SandpitError(
    'protocol',
    `${describeOperation(operation)}: the answer departs from the contract.${formatIssues(issues)}`,
    { ...facts, issues },
  )
}
