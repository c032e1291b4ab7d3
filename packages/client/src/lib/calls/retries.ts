import type { OperationName } from '../wire/operation.ts'
import type { Deadline } from './deadline.ts'
import type { FailedAttempt } from './read-reply.ts'
import { operationPolicies, type RetryableFailure, retryWaitMs } from './operation-policy.ts'

/** Whether one call is to be sent again, by what became of its attempts. */
export class Retries {
  readonly #name: OperationName
  readonly #deadline: Deadline
  readonly #random: () => number
  readonly #failures = new Map<RetryableFailure, number>()
  #attempts = 0

  constructor(name: OperationName, deadline: Deadline, random: () => number) {
    this.#name = name
    this.#deadline = deadline
    this.#random = random
  }

  /** How long to wait after an attempt before the next one; `undefined` when there is to be none. */
  waitMs({ failure, retryAfterMs = unasked(failure) }: FailedAttempt): number | undefined {
    this.#attempts++
    if (failure === 'final') return undefined
    const count = (this.#failures.get(failure) ?? 0) + 1
    this.#failures.set(failure, count)
    if (count > operationPolicies[this.#name].retries[failure]) return undefined
    // The service asked for the wait, so it is not for the service to use up the call's time.
    this.#deadline.grow(retryAfterMs)
    const waitMs = retryWaitMs(this.#attempts, retryAfterMs, this.#random)
    return waitMs < this.#deadline.remainingMs ? waitMs : undefined
  }
}

/** A service that limits the rate and does not say until when is not asked again at once. */
function unasked(failure: FailedAttempt['failure']): number {
  return failure === 'rate_limited' ? 250 : 0
}
