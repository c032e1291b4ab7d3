import { SandpitError } from '@sandpit/client/errors'

/** The pause after a first refusal, before chance decides how much of it to wait. */
const firstMs = 500
/** The longest for a run that has no sandbox, all of whose tests wait. */
const longestWithNoneMs = 2000
/** The longest for a run that has nearly all it wants: it lets others go first. */
const longestWithAllMs = 8000

/** What decides how long a run waits before it asks an empty pool again. */
export interface Refusals {
  /** How often in a row it was refused. */
  readonly count: number
  /** How much it has of what it wants, from 0 to 1. */
  readonly share: number
  /** What the service asked for with the last refusal. */
  readonly retryAfterMs?: number | undefined
  /** From 0 to just under 1. */
  readonly random: () => number
}

/**
 * Any part of a time that doubles with each refusal, so that machines which began to wait at the
 * same moment do not ask at the same moment; and never before the service wants to be asked.
 */
export function pauseMs({ count, share, retryAfterMs = 0, random }: Refusals): number {
  const longest = longestWithNoneMs + Math.min(1, share) * (longestWithAllMs - longestWithNoneMs)
  return retryAfterMs + random() * Math.min(longest, firstMs * 2 ** (count - 1))
}

/** Whether an acquire failed because there is none to be had now: it pays to ask again later. */
export function mayComeFree(error: unknown): error is SandpitError {
  const codes: readonly string[] = ['exhausted', 'rate_limited']
  return error instanceof SandpitError && codes.includes(error.code)
}
