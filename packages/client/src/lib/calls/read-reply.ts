import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'
import * as answers from '../wire/answer-contracts.ts'
import * as localAnswers from '../wire/local-answer-contracts.ts'
import type { Contracts, Operation } from '../wire/operation.ts'
import { answerError, answerFailure, type Refusal } from './answer-error.ts'
import { parseRetryAfter, type RetryableFailure } from './operation-policy.ts'
import { readAnswer } from './read-answer.ts'

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

/** This file, which loads zod. */
export interface ReplyReader {
  readonly readReply: typeof readReply
}

/** An answer of any status, read to its end. */
export type Reply = Omit<Refusal, 'contracts'>

const contracts: Contracts = { ...answers, ...localAnswers }

/** What an answer means: what was asked for, or why not. */
export function readReply<Answer>(operation: Operation<Answer>, reply: Reply): Attempt<Answer> {
  const { status } = reply.response
  if (status < 200 || status >= 300) return refused({ ...reply, contracts })
  const { text, facts } = reply
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
