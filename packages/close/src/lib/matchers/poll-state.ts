import { setTimeout as sleep } from 'node:timers/promises'
import type { CloseData } from '../data/close-data.ts'

/** How long to wait for a state, and which. */
export interface PollOptions {
  /** How long to wait for the state to come about, in milliseconds; 2,000 by default. */
  readonly timeoutMs?: number
  /** How long to wait between two looks, in milliseconds; 50 by default. */
  readonly intervalMs?: number
  /** Whether the state is to come about (the default) or to go away. */
  readonly not?: boolean
  /** Gives up at once; the rejection is the signal's reason. */
  readonly signal?: AbortSignal
}

/** What was seen last, and how long it took to see it. */
export interface Polled<Outcome> {
  readonly outcome: Outcome
  readonly data: CloseData
  readonly looks: number
}

/**
 * Looks at a sandbox until what is seen is as wanted or the time is up, since what an agent
 * writes arrives late. Looks at least once, and once more at the very end.
 */
export async function pollState<Outcome extends { readonly pass: boolean }>(
  dump: () => Promise<CloseData>,
  judge: (data: CloseData) => Outcome,
  { timeoutMs = 2000, intervalMs = 50, not = false, signal }: PollOptions = {},
): Promise<Polled<Outcome>> {
  const deadline = performance.now() + timeoutMs
  for (let looks = 1; ; looks++) {
    signal?.throwIfAborted()
    const isLast = performance.now() >= deadline
    const data = await dump()
    const outcome = judge(data)
    if (outcome.pass !== not || isLast) return { outcome, data, looks }
    const left = Math.max(0, deadline - performance.now())
    await sleep(Math.min(intervalMs, left), undefined, signal ? { signal } : {})
  }
}
