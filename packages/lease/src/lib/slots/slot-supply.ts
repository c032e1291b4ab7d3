import { SandpitError } from '@sandpit/client/errors'
import type { Background } from './background.ts'
import type { RunSize } from './run-size.ts'
import type { RunCounts } from './run-summary.ts'
import type { SandboxPool } from './sandbox-source.ts'
import { Slot } from './slot.ts'
import type { SlotSet } from './slot-set.ts'
import { Spares } from './spares.ts'
import type { WaitingLine } from './waiting-line.ts'

export interface SlotSupplyOptions extends Required<RunSize> {
  readonly pool: SandboxPool
  readonly counts: RunCounts
  readonly slots: SlotSet
  readonly line: WaitingLine
  readonly background: Background
  /** Ends the growth, with the run. */
  readonly over: AbortSignal
  /** Called with each slot whose sandbox has arrived. */
  readonly onLanded: (slot: Slot) => void
}

/** How often an acquire that somebody waits for is tried, beyond what the client does by itself. */
const triesForWaiter = 2

/** How a run gets its sandboxes: how many it asks for, and what becomes of a refusal. */
export class SlotSupply {
  readonly #options: SlotSupplyOptions
  readonly #spares = new Map<string, Spares>()
  /** Why a server's pool gives nothing more in this run. */
  readonly #refused = new Map<string, SandpitError>()

  constructor(options: SlotSupplyOptions) {
    this.#options = options
  }

  spares(server: string): Spares {
    const spares = this.#spares.get(server) ?? new Spares(this.#options)
    this.#spares.set(server, spares)
    return spares
  }

  /** Why whoever asks for a server's sandboxes gets none: its pool gave this run nothing. */
  refusal(server: string): SandpitError | undefined {
    return this.#options.slots.live(server) === 0 ? this.#refused.get(server) : undefined
  }

  /** Acquires for those who wait. */
  forWaiters(server: string): void {
    const { slots, line, workers, ceiling } = this.#options
    const size = slots.landed(server) + line.count(server)
    // Spares that take themselves are asked for nicely; nobody who waits gets one of them by force.
    const most = this.spares(server).isAuto ? workers : ceiling
    this.#to(server, Math.min(size, most), 'wanted')
  }

  /** Acquires what so many workers may need, and the spares. */
  forWorkers(server: string, workers: number): void {
    const spares = this.spares(server)
    if (spares.count === 0) return
    const size = Math.min(workers + spares.count, this.#options.ceiling)
    this.#to(server, size, spares.isAuto ? 'spare' : 'wanted')
  }

  #to(server: string, size: number, why: 'wanted' | 'spare'): void {
    if (this.#options.over.aborted) return
    for (let n = size - this.#options.slots.live(server); n > 0; n--) this.#acquire(server, why)
  }

  #acquire(server: string, why: 'wanted' | 'spare', tries = 1): void {
    const { pool, slots, line, counts, workers, over, background, onLanded } = this.#options
    const slot = new Slot(server)
    slots.add(slot)
    const others = (): number => slots.landed(server)
    const isWanted = (): boolean => line.count(server) > 0 || this.spares(server).count > 0
    const started = performance.now()
    const landing = pool
      .acquire(slot, { signal: over, others, isWanted, workers, isSpare: why === 'spare' })
      .then(
        (sandbox) => {
          counts.acquires++
          this.spares(server).acquired(performance.now() - started)
          slot.land(sandbox)
          onLanded(slot)
        },
        (error: unknown) => {
          slot.become('released')
          slot.pass({ is: 'gone' })
          slots.delete(slot)
          if (why === 'wanted') return this.#onRefused(server, SandpitError.from(error), tries)
          this.spares(server).refused()
          this.forWaiters(server)
        },
      )
    background.add(landing)
  }

  #onRefused(server: string, error: SandpitError, tries: number): void {
    const { slots, line, over } = this.#options
    if (isFinal(error)) {
      this.#refused.set(server, error)
      // Whoever can still be served by a sandbox of this run goes on waiting for it.
      if (slots.live(server) === 0) line.rejectServer(server, error)
      return
    }
    const acquiring = slots.live(server) - slots.landed(server)
    if (line.count(server) <= acquiring || over.aborted) return
    if (tries < triesForWaiter) return this.#acquire(server, 'wanted', tries + 1)
    line.next((waiter) => waiter.server === server)?.reject(error)
    this.forWaiters(server)
  }
}

function isFinal(error: SandpitError): boolean {
  const codes: readonly string[] = ['authentication', 'configuration', 'exhausted']
  return codes.includes(error.code)
}
