import { setTimeout as sleep } from 'node:timers/promises'
import { SandpitError } from '@sandpit/client/errors'
import type { CloseData } from '../data/close-data.ts'
import { MatcherTime } from '../sandbox/matcher-time.ts'

/** How long to wait for a state, and which. */
export interface PollOptions {
  /** How long to wait for the state to come about, in milliseconds; 2,000 by default. */
  readonly timeoutMs?: number
  /** The same by the name that runners have for it; give one of the two. */
  readonly timeout?: number
  /** How long to wait between two looks, in milliseconds; 50 by default. */
  readonly intervalMs?: number
  /** Whether the state is to come about (the default) or to go away. */
  readonly not?: boolean
  /** Gives up at once; the rejection is the signal's reason. */
  readonly signal?: AbortSignal
  /** What else limits the looking; a sandbox in a test brings its own. */
  readonly time?: MatcherTime
}

/** What was seen last, and how long it took to see it. */
export interface Polled<Outcome, Data = CloseData> {
  readonly outcome: Outcome
  readonly data: Data
  readonly looks: number
  readonly lookedMs: number
  /** Whether the test's own time was over before the matcher's. */
  readonly isTestOver: boolean
}

const DEFAULT_TIMEOUT_MS = 2000

/** A look that begins when the time is over still gets so long. */
const LAST_LOOK_MS = 50

/**
 * Looks at a sandbox until what is seen is as wanted or the time is up, since what an agent
 * writes arrives late. Looks at least once, and once more at the very end. Where the test's time
 * ends first, what was seen last is the answer.
 *
 * @throws SandpitError `timeout` when nothing was seen before the test's time was over
 */
export async function pollState<Outcome extends { readonly pass: boolean }, Data = CloseData>(
  dump: () => Promise<Data>,
  judge: (data: Data) => Outcome,
  options: PollOptions = {},
): Promise<Polled<Outcome, Data>> {
  const { intervalMs = 50, not = false, time = new MatcherTime() } = options
  const { signal = time.limits.signal } = options
  const started = time.now()
  const lookedMs = (): number => time.now() - started
  const askedMs = askedOf(options, time)
  const allowedMs = time.allowedMs(askedMs)
  let seen: Pick<Polled<Outcome, Data>, 'outcome' | 'data'> | undefined
  for (let looks = 1; ; looks++) {
    signal?.throwIfAborted()
    const leftMs = time.leftMs() ?? Infinity
    const isLast = lookedMs() >= allowedMs || leftMs === 0
    const data = await within(dump(), Math.max(LAST_LOOK_MS, leftMs), time)
    if (data !== undefined) seen = { outcome: judge(data), data }
    if (seen === undefined) throw unanswered(lookedMs())
    const isAsWanted = seen.outcome.pass !== not
    if (isAsWanted || isLast || data === undefined) {
      time.note({ isAsWanted, lookedMs: lookedMs(), askedMs })
      const isTestOver = !isAsWanted && lookedMs() < allowedMs
      return { ...seen, looks, lookedMs: lookedMs(), isTestOver }
    }
    const waitMs = Math.min(intervalMs, allowedMs - lookedMs(), time.leftMs() ?? Infinity)
    await sleep(Math.max(0, waitMs), undefined, signal ? { signal } : {})
  }
}

function askedOf({ timeoutMs, timeout }: PollOptions, { limits }: MatcherTime): number {
  return timeoutMs ?? timeout ?? limits.timeoutMs ?? DEFAULT_TIMEOUT_MS
}

/** What the promise gives; nothing when it takes longer. */
async function within<T>(
  promise: Promise<T>,
  ms: number,
  time: MatcherTime,
): Promise<T | undefined> {
  if (ms === Infinity) return promise
  const late = Promise.withResolvers<void>()
  const stop = time.after(ms, late.resolve)
  try {
    return (await Promise.race([promise, late.promise])) ?? undefined
  } finally {
    stop()
  }
}

function unanswered(waitedMs: number): SandpitError {
  return new SandpitError(
    'timeout',
    `The test's time was over before the sandbox said what it holds; it had been asked ${Math.round(waitedMs)} ms before. Give the test a longer timeout.`,
  )
}
