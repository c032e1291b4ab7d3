import { attemptOperation, type Route } from './attempt.ts'
import { type ClientEvent, publish } from './client-event.ts'
import { type Clock, wait } from './clock.ts'
import { Deadline } from './deadline.ts'
import type { Operation, OperationName } from '../wire/operation.ts'
import { mostAskedWaitMs, operationPolicies } from './operation-policy.ts'
import type { ReplyReader } from './read-reply.ts'
import { refuseOtherPath, requestPayload } from './request-payload.ts'
import { Retries } from './retries.ts'
import type { CallOptions } from '../wire/sandbox.ts'
import {
  SandpitError,
  type SandpitErrorCode,
  type SandpitErrorFacts,
} from '../errors/sandpit-error.ts'
import type { Transport } from '../transport/transport.ts'

export interface ConnectionOptions {
  readonly apiKey: string
  readonly baseUrl: string
  readonly transport: Transport
  readonly random: () => number
  readonly clock: Clock
  readonly maxAnswerBytes: number
  readonly onEvent?: ((event: ClientEvent) => void) | undefined
}

/**
 * Carries operations to the service and their answers back, again where the policy table says so.
 * The key lives here and shows nowhere.
 */
export class Connection {
  readonly clock: Clock
  readonly random: () => number
  readonly #route: Route
  readonly #onEvent: ((event: ClientEvent) => void) | undefined

  constructor({ random, clock, onEvent, ...route }: ConnectionOptions) {
    let loading: Promise<ReplyReader> | undefined
    const reader = (): Promise<ReplyReader> => (loading ??= import('./read-reply.ts'))
    this.#route = { ...route, reader, address: new URL(route.baseUrl).origin }
    this.random = random
    this.clock = clock
    this.#onEvent = onEvent
  }

  async call<Answer>(operation: Operation<Answer>, options: CallOptions = {}): Promise<Answer> {
    using deadline = this.deadline(operation.name, options)
    return await this.callWithin(operation, deadline)
  }

  /** What a call, or several that are one to their caller, may take. */
  deadline(name: OperationName, { timeoutMs, signal }: CallOptions): Deadline {
    const { clock } = this
    if (timeoutMs !== undefined) return new Deadline(timeoutMs, { signal, clock })
    const mostMoreMs = mostAskedWaitMs
    return new Deadline(operationPolicies[name].timeoutMs, { signal, clock, mostMoreMs })
  }

  async callWithin<Answer>(operation: Operation<Answer>, deadline: Deadline): Promise<Answer> {
    refuseOtherPath(operation)
    const payload = requestPayload(operation)
    const retries = new Retries(operation.name, deadline, this.random)
    let lost = false
    for (let attempt = 1; ; attempt++) {
      const startedAt = this.clock.now()
      const facts = { ...operationFacts(operation), attempts: attempt }
      const outcome = await attemptOperation(operation, payload, this.#route, deadline, facts)
      const waitMs = 'error' in outcome ? retries.waitMs(outcome) : undefined
      this.#report(operation, attempt, startedAt, outcome, waitMs)
      if (!('error' in outcome)) return outcome.answer
      lost ||= outcome.lost && operation.method !== 'GET'
      if (waitMs === undefined)
        throw lost ? outcomeUnknown(operation, outcome.error) : outcome.error
      // A deadline that ends the wait ends the next attempt before it is sent.
      await wait(this.clock, waitMs, deadline.signal)
    }
  }

  #report(
    { name, server, sandboxId }: Operation<unknown>,
    attempt: number,
    startedAt: number,
    outcome: AttemptReport,
    retryInMs: number | undefined,
  ): void {
    const { status, requestId } = outcome.error?.facts ?? outcome.facts ?? {}
    const event = { operation: name, server, sandboxId, attempt, status, requestId, retryInMs }
    const durationMs = this.clock.now() - startedAt
    publish({ ...event, durationMs, code: outcome.error?.code }, this.#onEvent)
  }
}

interface AttemptReport {
  readonly error?: { readonly code: SandpitErrorCode; readonly facts: SandpitErrorFacts }
  readonly facts?: SandpitErrorFacts
}

function operationFacts({ name, server, sandboxId }: Operation<unknown>): SandpitErrorFacts {
  return {
    operation: name,
    ...(server !== undefined && { server }),
    ...(sandboxId !== undefined && { sandboxId }),
  }
}

/** The same error, saying that the call may have taken effect nevertheless. */
function outcomeUnknown({ name }: Operation<unknown>, error: SandpitError): SandpitError {
  const { whenLost } = operationPolicies[name]
  const message = whenLost === undefined ? error.message : `${error.message} ${whenLost}`
  const { cause } = error
  return new SandpitError(error.code, message, { ...error.facts, outcomeUnknown: true, cause })
}
