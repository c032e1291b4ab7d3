import { SandpitError } from '@sandpit/client/errors'
import type { Background } from './background.ts'
import type { Forecast } from '../size/forecast.ts'
import type { DecidedSize } from '../size/run-size.ts'
import type { RunCounts } from './run-summary.ts'
import type { SandboxPool } from './sandbox-source.ts'
import { Slot } from './slot.ts'
import type { SlotSet } from './slot-set.ts'
import { Spares } from '../size/spares.ts'
import type { WaitingLine } from './waiting-line.ts'

export interface SlotSupplyOptions extends DecidedSize {
  readonly pool: SandboxPool
  readonly forecast: Forecast | undefined
  readonly counts: RunCounts
  readonly slots: SlotSet
  readonly line: WaitingLine
  readonly background: Background
  /** Ends the growth, with the run. */
  readonly over: AbortSignal
  /** Called with each slot whose sandbox has arrived. */
  readonly onLanded: (slot: Slot) => void
  /** How many of a server's sandboxes workers will ask for, after what they ask for now. */
  readonly announced: (server: string) => number
  /** Hears how long each acquire took. */
  readonly onAcquired: (server: string, ms: number) => void
  /** Hears that the pool had fewer to spare than were asked for, when all that it gives have come. */
  readonly onFewerSpares: (server: string) => void
}

/** How often an acquire that somebody waits for is tried, beyond what the client does by itself. */
const triesForWaiter = 2

/** How a run gets its sandboxes: how many it asks for, and what becomes of a refusal. */
export class SlotSupply {
  readonly #options: SlotSupplyOptions
  readonly #spares = new Map<string, Spares>()
  /** How many spares the pool has not answered about yet. */
  readonly #asked = new Map<string, number>()
  /** Why a server's pool gives nothing more in this run. */
  readonly #refused = new Map<string, SandpitError>()

  constructor(options: SlotSupplyOptions) {
    this.#options = options
  }

  spares(server: string): Spares {
    const { forecast } = this.#options
    const spares =
      this.#spares.get(server) ?? new Spares(this.#options, forecast?.spares(server) ?? 0)
    this.#spares.set(server, spares)
    return spares
  }

  /** Why whoever asks for a server's sandboxes gets none: its pool gave this run nothing. */
  refusal(server: string): SandpitError | undefined {
    return this.#options.slots.live(server) === 0 ? this.#refused.get(server) : undefined
  }

  /** Acquires for those who wait, but for whom one arrives or is made ready. */
  forWaiters(server: string): void {
    const { slots, line, forTests } = this.#options
    const short = line.count(server) - slots.coming(server)
    this.#take(server, Math.min(short, forTests - slots.live(server)), 'wanted')
  }

  /** Acquires what workers have announced that they will ask for. */
  forAnnounced(server: string): void {
    const { slots, line, forTests, announced } = this.#options
    const coming = slots.coming(server) + slots.free(server)
    const short = announced(server) + line.count(server) - coming
    this.#take(server, Math.min(short, forTests - slots.live(server)), 'ahead')
  }

  /** Acquires for concurrent tests, which count as workers do; but by force nobody gets one for them. */
  forConcurrent(server: string, tests: number): void {
    const { slots, ceiling } = this.#options
    const { isAuto, wasRefused } = this.spares(server)
    if (!isAuto || wasRefused) return
    this.#take(server, Math.min(tests, ceiling) - slots.live(server), 'spare')
  }

  /** Acquires what so many workers may need, and the spares. */
  forWorkers(server: string, workers: number): void {
    const spares = this.spares(server)
    if (spares.count === 0 || (spares.isAuto && spares.wasRefused)) return
    const size = Math.min(workers + spares.count, this.#options.ceiling)
    const why = spares.isAuto ? 'spare' : 'wanted'
    this.#take(server, size - this.#options.slots.live(server), why)
  }

  #take(server: string, count: number, why: 'wanted' | 'spare' | 'ahead'): void {
    if (this.#options.over.aborted) return
    for (let left = count; left > 0; left--) this.#acquire(server, why)
  }

  #acquire(server: string, why: 'wanted' | 'spare' | 'ahead', tries = 1): void {
    const { pool, slots, line, counts, workers, over, background, onLanded, announced } =
      this.#options
    const slot = new Slot(server)
    slot.isAhead = why === 'ahead'
    slots.add(slot)
    const others = (): number => slots.landed(server)
    const isWanted = (): boolean =>
      line.count(server) + announced(server) + this.spares(server).count > 0
    const live = (): number => slots.live(server)
    const isSpare = why === 'spare'
    if (isSpare) this.#asked.set(server, (this.#asked.get(server) ?? 0) + 1)
    const started = performance.now()
    const landing = pool
      .acquire(slot, { signal: over, others, live, isWanted, workers, isSpare })
      .then(
        (sandbox) => {
          counts.acquires++
          const ms = performance.now() - started
          this.spares(server).acquired(ms)
          this.#options.onAcquired(server, ms)
          slot.land(sandbox)
          onLanded(slot)
        },
        (error: unknown) => {
          slot.become('released')
          slot.pass({ is: 'gone' })
          slots.delete(slot)
          if (!isSpare) return this.#onRefused(server, SandpitError.from(error), tries)
          this.spares(server).refused()
          this.forWaiters(server)
        },
      )
      .then(() => this.#answered(server, isSpare))
    background.add(landing)
  }

  #answered(server: string, isSpare: boolean): void {
    const left = (this.#asked.get(server) ?? 0) - (isSpare ? 1 : 0)
    this.#asked.set(server, left)
    if (isSpare && left === 0 && this.spares(server).wasRefused) this.#options.onFewerSpares(server)
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
