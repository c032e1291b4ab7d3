import { setTimeout as sleep } from 'node:timers/promises'
import { attemptOperation, type FailedAttempt, type Route } from './attempt.ts'
import { type ClientEvent, publish } from './client-event.ts'
import { Deadline } from './deadline.ts'
import { loadContracts } from './load-contracts.ts'
import type { Contracts, Operation } from '../wire/operation.ts'
import { operationPolicies, retryWaitMs } from './operation-policy.ts'
import { requestPayload } from './request-payload.ts'
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
  readonly onEvent?: ((event: ClientEvent) => void) | undefined
}

/**
 * Carries operations to the service and their answers back, again where the policy table says so.
 * The key lives here and shows nowhere.
 */
export class Connection {
  readonly #route: Route
  readonly #random: () => number
  readonly #onEvent: ((event: ClientEvent) => void) | undefined

  constructor({ apiKey, baseUrl, transport, random, onEvent }: ConnectionOptions) {
    let loading: Promise<Contracts> | undefined
    const contracts = (): Promise<Contracts> => (loading ??= loadContracts())
    this.#route = { apiKey, baseUrl, transport, contracts, address: new URL(baseUrl).origin }
    this.#random = random
    this.#onEvent = onEvent
  }

  async call<Answer>(operation: Operation<Answer>, options: CallOptions = {}): Promise<Answer> {
    const { timeoutMs, whenLost } = { ...operationPolicies[operation.name], ...definedOf(options) }
    const payload = requestPayload(operation)
    using deadline = new Deadline(timeoutMs, options.signal)
    let lost = false
    for (let attempt = 1; ; attempt++) {
      const startedAt = performance.now()
      const facts = { ...operationFacts(operation), attempts: attempt }
      const outcome = await attemptOperation(operation, payload, this.#route, deadline, facts)
      const waitMs =
        'error' in outcome ? this.#waitMs(operation, attempt, outcome, deadline) : undefined
      this.#report(operation, attempt, startedAt, outcome, waitMs)
      if (!('error' in outcome)) return outcome.answer
      lost ||= outcome.lost && operation.method !== 'GET'
      if (waitMs === undefined) throw lost ? outcomeUnknown(outcome.error, whenLost) : outcome.error
      // A deadline that ends the wait ends the next attempt before it is sent.
      await sleep(waitMs, undefined, { signal: deadline.signal }).catch(() => {})
    }
  }

  /** How long to wait before the next attempt; `undefined` when there is to be none. */
  #waitMs(
    { name }: Operation<unknown>,
    attempt: number,
    { failure, retryAfterMs }: FailedAttempt,
    deadline: Deadline,
  ): number | undefined {
    if (failure === 'final' || attempt > operationPolicies[name].retries[failure]) return undefined
    const waitMs = retryWaitMs(attempt, retryAfterMs, this.#random)
    return waitMs < deadline.remainingMs ? waitMs : undefined
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
    const durationMs = performance.now() - startedAt
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

function definedOf({ timeoutMs }: CallOptions): { timeoutMs?: number } {
  return timeoutMs === undefined ? {} : { timeoutMs }
}

/** The same error, saying that the call may have taken effect nevertheless. */
function outcomeUnknown(error: SandpitError, hint: string | undefined): SandpitError {
  const message = hint === undefined ? error.message : `${error.message} ${hint}`
  const { cause } = error
  return new SandpitError(error.code, message, { ...error.facts, outcomeUnknown: true, cause })
}
