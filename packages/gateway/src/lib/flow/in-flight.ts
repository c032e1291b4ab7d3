/**
 * Whether all is known of what a request did behind the gateway. `unknown`: it was sent, may change
 * the sandbox, and its answer never came, so that it may still be at work.
 */
export type Fate = 'known' | 'unknown'

/** A request that is not over. */
export interface InFlight {
  /** It is worth waiting for: a call, and not a stream that stays open by itself. */
  readonly isAwaited: boolean
  /** Tells whoever asked that it is too late, and lets the server finish what may change something. */
  leave(): void
  /** Breaks it off on both sides. */
  cut(): void
  readonly done: Promise<Fate>
}

/** The requests of one lease that are not over, and whether any of the others was lost. */
export class InFlightRequests {
  readonly #open = new Set<InFlight>()
  #isAnyLost = false

  add(request: InFlight): void {
    this.#open.add(request)
    void request.done.then((fate) => {
      this.#open.delete(request)
      if (fate === 'unknown') this.#isAnyLost = true
    })
  }

  get fate(): Fate {
    return this.#isAnyLost ? 'unknown' : 'known'
  }

  get isAnyAwaited(): boolean {
    return [...this.#open].some(({ isAwaited }) => isAwaited)
  }

  /** Lets calls end by themselves for as long as is given, and cuts what is left. */
  async end({ graceMs, settleMs }: Patience): Promise<Fate> {
    for (const request of this.#open) if (!request.isAwaited) request.cut()
    await this.#within(graceMs)
    for (const request of this.#open) request.leave()
    await this.#within(settleMs)
    const left = [...this.#open]
    for (const request of left) request.cut()
    await Promise.all(left.map(({ done }) => done))
    return this.fate
  }

  async #within(ms: number): Promise<void> {
    const open = [...this.#open].map(({ done }) => done)
    if (open.length > 0) await within(ms, Promise.all(open))
  }
}

/** How long what is under way at the end of a lease may take, in milliseconds. */
export interface Patience {
  /** Until whoever asked is told that it is too late. */
  readonly graceMs: number
  /** From then on, until the server has answered what may change something. */
  readonly settleMs: number
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}
