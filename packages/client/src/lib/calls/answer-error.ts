import { formatIssues } from '../errors/issues.ts'
import { type Contracts, describeOperation, type Operation } from '../wire/operation.ts'
import type { RetryableFailure } from './operation-policy.ts'
import { printable } from '../errors/printable.ts'
import { redact } from '../errors/redact.ts'
import { SandpitError, type SandpitErrorFacts, type SandpitIssue } from '../errors/sandpit-error.ts'
import type { TransportResponse } from '../transport/transport.ts'

/** An answer outside 2xx, with what is needed to say what it means. */
export interface Refusal {
  readonly operation: Operation<unknown>
  readonly contracts: Contracts
  readonly response: TransportResponse
  readonly text: string
  readonly address: string
  readonly facts: SandpitErrorFacts
  readonly secrets: readonly string[]
}

/** What an answer outside 2xx means, by its status. */
export function answerError(refusal: Refusal): SandpitError {
  const { status } = refusal.response
  if (status === 401 || status === 403) return authenticationError(refusal)
  if (status === 422) return validationError(refusal)
  if (isExhausted(refusal)) return exhaustedError(refusal)
  if (status === 404) return notFoundError(refusal)
  if (status === 409) return conflictError(refusal)
  if (status === 429) return rateLimitError(refusal)
  return serviceError(refusal)
}

/** Whether the same call may succeed later. */
export function answerFailure({ code, facts }: SandpitError): RetryableFailure | 'final' {
  if (code === 'rate_limited') return 'rate_limited'
  const { status } = facts
  const isFrontEnd = status === 502 || status === 503 || status === 504
  return code === 'service' && isFrontEnd ? 'unavailable' : 'final'
}

function authenticationError({ response, address, operation, ...refusal }: Refusal): SandpitError {
  const call = describeOperation(operation)
  const why =
    response.status === 401
      ? 'Check that KLAVIS_API_KEY is complete, not revoked, and belongs to this address: a key of one region is unknown in the other.'
      : 'The key is known but may not do this: check that the sandbox is yours and that your plan covers this server.'
  return new SandpitError(
    'authentication',
    `${call}: ${address} refused the API key (${response.status}${said(refusal)}). ${why}`,
    refusal.facts,
  )
}

function validationError(refusal: Refusal): SandpitError {
  const { operation, contracts, text, secrets, facts } = refusal
  const parsed = contracts.validationAnswer.safeParse(parseJson(text))
  const issues: SandpitIssue[] = parsed.success
    ? parsed.data.detail.map(({ loc, msg }) => ({
        path: issuePath(operation, loc).map(printableStep),
        message: redact(msg, secrets),
      }))
    : []
  const what = issues.length === 0 ? said(refusal) : formatIssues(issues)
  return new SandpitError(
    'validation',
    `${describeOperation(operation)}: the service refused the request (422).${what}`,
    { ...facts, issues },
  )
}

function printableStep(step: string | number): string | number {
  return typeof step === 'number' ? step : printable(step)
}

/** For a seed, the way into the user's own data; for anything else, what the service said. */
function issuePath({ name }: Operation<unknown>, loc: (string | number)[]): (string | number)[] {
  return name === 'initialize' && loc[0] === 'body' ? loc.slice(1) : loc
}

/**
 * Whether an acquire was refused because the pool is empty. How the service says so is documented
 * nowhere, so this is inferred: 409; 503 in the application's own JSON (a bare 503 is its front
 * end's); 429 without a word about rates; 404 with a reason (the bare one means a wrong address).
 */
function isExhausted({ operation, response, text }: Refusal): boolean {
  if (operation.name !== 'acquire') return false
  const detail = detailOf(text)
  if (response.status === 409) return true
  if (response.status === 503) return detail !== undefined
  if (response.status === 404) return detail !== undefined && detail !== 'Not Found'
  return response.status === 429 && !looksRateLimited(response, text)
}

function looksRateLimited(response: TransportResponse, text: string): boolean {
  const headers = ['retry-after', 'ratelimit', 'ratelimit-remaining', 'x-ratelimit-remaining']
  const named = headers.some((name) => response.header(name) !== undefined)
  return named || /rate|too many requests/i.test(text)
}

function exhaustedError({ operation, response, facts, ...refusal }: Refusal): SandpitError {
  return new SandpitError(
    'exhausted',
    `${describeOperation(operation)}: no idle sandbox could be had (${response.status}${said(refusal)}). ` +
      'Release one, run fewer workers, or ask for a larger pool; list() shows which are yours.',
    facts,
  )
}

function notFoundError({ operation, address, facts, ...refusal }: Refusal): SandpitError {
  const hint =
    operation.sandboxId === undefined
      ? `Check the base URL: ${address} does not seem to be the sandbox API.`
      : 'It may have been released, have outlived its time, or belong to another account.'
  return new SandpitError(
    'not_found',
    `${describeOperation(operation)}: not found (404${said(refusal)}). ${hint}`,
    facts,
  )
}

function conflictError({ operation, facts, ...refusal }: Refusal): SandpitError {
  return new SandpitError(
    'conflict',
    `${describeOperation(operation)}: the sandbox is not in a state that allows this (409${said(refusal)}). ` +
      'Another call may be running on it: wait for that one, or get() its status.',
    facts,
  )
}

function rateLimitError({ operation, response, facts, ...refusal }: Refusal): SandpitError {
  const after = response.header('retry-after')
  const hint =
    after === undefined ? 'Make fewer calls at once.' : `The service asks to wait: ${after}.`
  return new SandpitError(
    'rate_limited',
    `${describeOperation(operation)}: too many calls (429${said(refusal)}). ${hint}`,
    facts,
  )
}

function serviceError({ operation, response, address, facts, ...refusal }: Refusal): SandpitError {
  const { status } = response
  const hint =
    status >= 500
      ? 'The fault is on its side; try again later.'
      : `The contract knows no such answer: check that ${address} is the sandbox API.`
  return new SandpitError(
    'service',
    `${describeOperation(operation)}: the service answered ${status}${said(refusal)}. ${hint}`,
    facts,
  )
}

/** The service's own words, where it gave any that are JSON. */
function said({ text, secrets }: Pick<Refusal, 'text' | 'secrets'>): string {
  const detail = detailOf(text)
  return detail === undefined ? '' : `, "${redact(detail, secrets)}"`
}

function detailOf(text: string): string | undefined {
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null) return undefined
  const words: unknown = 'detail' in body ? body.detail : undefined
  return typeof words === 'string' ? words : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
