import type { OperationName } from '../wire/operation.ts'

/**
 * How an attempt failed, as far as trying again is concerned.
 *
 * - `unsent`: no connection was made, so nothing reached the service.
 * - `broken`: the connection broke; the service may have done its work all the same.
 * - `unavailable`: 502, 503 or 504 from the service's front end; likewise.
 * - `rate_limited`: 429; nothing was done. It says when to ask again, so only time ends it.
 */
export type RetryableFailure = 'unsent' | 'broken' | 'unavailable' | 'rate_limited'

/** What holds for every call of one operation. */
export interface OperationPolicy {
  /** The whole call's budget in milliseconds, retries and waits included, unless its caller sets another. */
  readonly timeoutMs: number
  /** How often the call is sent again after each kind of failure. */
  readonly retries: Readonly<Record<RetryableFailure, number>>
  /** What to do when it is unknown whether the call took effect. */
  readonly whenLost?: string
}

/** Twice gives the same as once, so a lost answer costs nothing but another call. */
const repeatable = { unsent: 3, broken: 3, unavailable: 4, rate_limited: Infinity }
/** Twice may do it twice: sent again only where nothing was done. */
const once = { unsent: 3, broken: 0, unavailable: 0, rate_limited: Infinity }

const seedLost = 'Whether the seed arrived is unknown: reset the sandbox before seeding it again.'
const releaseLost =
  'Whether it was released is unknown: get() it, and release it again if it is still yours.'
const localLost =
  'Whether a local sandbox was taken is unknown, and local sandboxes carry no tags to tell by: ' +
  'compare local.list() and release what nobody holds.'
const executeLost = 'Whether the execution began is unknown: ask for its status.'

/**
 * Every operation's deadline and retries. The deadlines are those other clients of the service
 * use in the wild, the more patient of each. An acquire is repeated only by `acquireSafely`,
 * which looks for what a lost one took, and a release only by `releaseSafely`, which looks whether
 * the sandbox is still ours; an initialize adds to what is there (inferred: nothing
 * says it replaces), so that a repeated one could double the seed.
 */
export const operationPolicies: Readonly<Record<OperationName, OperationPolicy>> = {
  acquire: { timeoutMs: 60_000, retries: once },
  get: { timeoutMs: 30_000, retries: repeatable },
  list: { timeoutMs: 30_000, retries: repeatable },
  release: { timeoutMs: 30_000, retries: once, whenLost: releaseLost },
  reset: { timeoutMs: 120_000, retries: repeatable },
  initialize: { timeoutMs: 120_000, retries: once, whenLost: seedLost },
  dump: { timeoutMs: 120_000, retries: repeatable },
  prepare: { timeoutMs: 30_000, retries: repeatable },
  'local.acquire': { timeoutMs: 120_000, retries: once, whenLost: localLost },
  'local.get': { timeoutMs: 30_000, retries: repeatable },
  'local.list': { timeoutMs: 30_000, retries: repeatable },
  'local.release': { timeoutMs: 60_000, retries: repeatable },
  'local.reset': { timeoutMs: 120_000, retries: repeatable },
  'local.uploadUrl': { timeoutMs: 30_000, retries: repeatable },
  'local.initialize': { timeoutMs: 300_000, retries: repeatable },
  'local.dump': { timeoutMs: 300_000, retries: repeatable },
  'local.executionUploadUrl': { timeoutMs: 30_000, retries: repeatable },
  'local.execute': { timeoutMs: 60_000, retries: once, whenLost: executeLost },
  'local.executionStatus': { timeoutMs: 30_000, retries: repeatable },
  'local.executionLogs': { timeoutMs: 30_000, retries: repeatable },
  'local.exportArtifacts': { timeoutMs: 300_000, retries: repeatable },
}

/**
 * How much longer a call may take whose caller set no budget, where the service asks it to wait: so
 * long that many callers at once all get their turn, and not for ever.
 */
export const mostAskedWaitMs: number = 5 * 60_000

const firstWaitMs = 250
const longestWaitMs = 10_000

/**
 * How long to wait before sending attempt `attempt + 1`: a random part of a wait that doubles each
 * time, after what the service asks for in `Retry-After`, which it may have asked of many at once.
 */
export function retryWaitMs(
  attempt: number,
  retryAfterMs: number | undefined,
  random: () => number,
): number {
  const spread = random() * Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1))
  return (retryAfterMs ?? 0) + spread
}

/** `Retry-After` in milliseconds from now: it is either seconds or a date. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
