import { SandpitError } from '@sandpit/client/errors'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EndTurn, MachineTurns } from './machine-turn.ts'
import { WaitLimit } from './wait-limit.ts'
import { mayComeFree, pauseMs } from './pool-pause.ts'
import type { AcquireContext } from '../slots/sandbox-source.ts'
import type { SlotSandbox } from '../slots/slot.ts'
import { FairShare } from './fair-share.ts'

export interface PoolLineOptions {
  readonly server: string
  /** How long to wait for a pool that gives this run nothing at all, in milliseconds. */
  readonly waitMs: number
  readonly turns: MachineTurns
  /** Whether other runs are known to take from the pool at the same time. */
  readonly isShared: boolean
  /** From 0 to just under 1. */
  readonly random: () => number
  /** Says why nobody in the line gets anything. */
  readonly explain: (wait: VainWait) => Promise<SandpitError>
}

/** A wait that came to nothing. */
export interface VainWait {
  readonly waitedMs: number
  readonly workers: number
  readonly cause: SandpitError
}

/** Asks the service once. */
type Ask = () => Promise<SlotSandbox>

interface Waiting {
  /** Who came first has the lower one. */
  readonly number: number
  readonly ask: Ask
  readonly context: AcquireContext
  readonly resolve: (sandbox: SlotSandbox) => void
  readonly reject: (error: unknown) => void
}

/** So many calls may be under way before the service has answered any. */
const firstWindow = 16

/** How long to wait for this machine's turn before another look whether the wait makes sense. */
const lookEveryMs = 1000

/**
 * A run's acquires of one server, in the order in which they were wanted.
 *
 * While the pool gives, each sandbox lets one more call go out at a time. When it has none, one call
 * at a time asks for all, with pauses: how often an empty pool is asked depends neither on how many
 * workers a run has nor on how many runs a machine has.
 */
export class PoolLine {
  readonly #options: PoolLineOptions
  readonly #waiters: Waiting[] = []
  #numbers = 0
  #window = firstWindow
  #asking = 0
  #isEmpty = false
  /** What the run leaves to others. */
  readonly fairShare: FairShare

  constructor(options: PoolLineOptions) {
    this.#options = options
    this.fairShare = new FairShare(options.isShared)
  }

  /** Whether the pool had none the last time, and somebody waits for one. */
  get isEmpty(): boolean {
    return this.#isEmpty
  }

  /**
   * Asks when it is this acquire's turn, and again while there is none.
   *
   * @throws SandpitError what `ask` throws; what `explain` answers when the wait was in vain;
   *   `aborted` when nobody waits for the sandbox any more.
   */
  acquire(ask: Ask, context: AcquireContext): Promise<SlotSandbox> {
    const { promise, resolve, reject } = Promise.withResolvers<SlotSandbox>()
    this.#waiters.push({ number: this.#numbers++, ask, context, resolve, reject })
    if (this.fairShare.isReturning && !this.#isEmpty) void this.#waitOut(othersFirst())
    else this.#advance()
    return promise
  }

  #advance(): void {
    while (!this.#isEmpty && this.#asking < this.#window) {
      const waiter = this.#waiters.shift()
      if (waiter === undefined) return
      void this.#ask(waiter).then((refusal) => {
        if (refusal === undefined || this.#isEmpty) return this.#advance()
        void this.#waitOut(refusal)
      })
    }
  }

  /** Answers with the refusal when there is none; whoever asked is back in line then. */
  async #ask(waiter: Waiting): Promise<SandpitError | undefined> {
    this.#asking++
    try {
      waiter.resolve(await waiter.ask())
      this.#window++
      this.fairShare.granted()
    } catch (error) {
      if (mayComeFree(error)) return this.#refused(waiter, error)
      waiter.reject(error)
    } finally {
      this.#asking--
    }
    return undefined
  }

  #refused(waiter: Waiting, refusal: SandpitError): SandpitError {
    this.#window = 1
    this.fairShare.refused()
    const later = this.#waiters.findIndex(({ number }) => number > waiter.number)
    this.#waiters.splice(later === -1 ? this.#waiters.length : later, 0, waiter)
    return refusal
  }

  /** Asks with pauses, until the pool gives something or nobody waits any more. */
  async #waitOut(first: SandpitError): Promise<void> {
    this.#isEmpty = true
    const over = new AbortController()
    const turn = this.#options.turns.take(this.#options.server, over.signal)
    await this.#askRarely(first, turn)
    over.abort()
    turn.then(
      (endTurn) => endTurn(),
      () => {},
    )
    this.#isEmpty = false
    this.#advance()
  }

  async #askRarely(first: SandpitError, turn: Promise<EndTurn>): Promise<void> {
    const limit = new WaitLimit(this.#options.waitMs)
    let refusal: SandpitError | undefined = first
    for (let count = 1; refusal !== undefined;) {
      const context = await this.#waiting(limit, refusal)
      if (context === undefined) return
      const leftMs = limit.leftMs(context.others())
      if (!(await comesWithin(turn, Math.min(leftMs, lookEveryMs)))) continue
      await this.#pause(count++, refusal, context, leftMs)
      const waiter = isWanted(context) ? this.#waiters.shift() : undefined
      if (waiter !== undefined) refusal = await this.#ask(waiter)
    }
  }

  /** Who is the first that waits, if anybody still does and it is not in vain. */
  async #waiting(limit: WaitLimit, cause: SandpitError): Promise<AcquireContext | undefined> {
    const context = this.#waiters[0]?.context
    if (context === undefined) return undefined
    if (!isWanted(context)) return this.#dismiss(notWanted())
    const { others, workers } = context
    if (limit.leftMs(others()) > (cause.facts.retryAfterMs ?? 0)) return context
    const { waitedMs } = limit
    return this.#dismiss(await this.#options.explain({ waitedMs, workers, cause }))
  }

  async #pause(
    count: number,
    { facts: { retryAfterMs } }: SandpitError,
    { others, workers, signal }: AcquireContext,
    leftMs: number,
  ): Promise<void> {
    const { random } = this.#options
    const ms = pauseMs({ count, share: others() / workers, retryAfterMs, random })
    await sleep(Math.min(ms, leftMs), undefined, { signal }).catch(() => {})
  }

  #dismiss(error: SandpitError): undefined {
    for (const { reject } of this.#waiters.splice(0)) reject(error)
  }
}

function isWanted({ signal, isWanted: isStillWanted }: AcquireContext): boolean {
  return !signal.aborted && isStillWanted()
}

/** Whether a turn comes in this time; one that cannot be had is not waited for. */
async function comesWithin(turn: Promise<EndTurn>, ms: number): Promise<boolean> {
  const inTime = new AbortController()
  const late = sleep(ms, false, { signal: inTime.signal }).catch(() => false)
  const settled = Promise.allSettled([turn]).then(() => true)
  return Promise.race([settled, late]).finally(() => inTime.abort())
}

function notWanted(): SandpitError {
  return new SandpitError('aborted', 'The wait for this sandbox was cancelled.')
}

/** Longer than anybody who has none pauses. */
const othersFirstMs = 2500

function othersFirst(): SandpitError {
  const message = 'One was given back for others that may be waiting.'
  return new SandpitError('exhausted', message, { retryAfterMs: othersFirstMs })
}
