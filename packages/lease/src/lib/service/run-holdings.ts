import { SandpitError } from '@sandpit/client/errors'
import { type Held, type JournalEntry, stillHeld } from '../record/journal.ts'
import type { Slot } from '../slots/slot.ts'
import { mostLagMs } from './pooled-calls.ts'
import { tookNothing } from './refused-acquire.ts'

/** How long what a refused acquire took all the same is waited for. A refusal seldom is a lie. */
const refusalLagMs = 1000

/** What a run holds of a service, and what it may hold without knowing of it. */
export class RunHoldings {
  readonly #record: (entry: JournalEntry) => void
  readonly #entries: JournalEntry[] = []
  /** The acquires that may have taken a sandbox which nobody was told of, and until when it may show. */
  readonly #unclear = new Map<string, number>()
  #wasHeard = false

  /** @param record keeps a line of everything, before the next thing happens */
  constructor(record: (entry: JournalEntry) => void) {
    this.#record = record
  }

  /** Whether the service may have heard of any acquire. */
  get mayBeAny(): boolean {
    return this.#wasHeard || this.lost.length > 0
  }

  acquiring({ acquireId, server }: Slot): void {
    this.#write({ event: 'acquiring', acquireId, server })
  }

  acquired({ acquireId }: Slot, sandboxId: string): void {
    this.#wasHeard = true
    this.#write({ event: 'acquired', acquireId, sandboxId })
  }

  failed({ acquireId }: Slot, error: unknown): void {
    const isRefusal = tookNothing(error)
    if (isRefusal) this.#write({ event: 'refused', acquireId })
    const wasHeard = error instanceof SandpitError && error.facts.acquireId !== undefined
    if (!wasHeard && isRefusal) return
    this.#wasHeard = true
    this.#unclear.set(acquireId, performance.now() + (isRefusal ? refusalLagMs : mostLagMs))
  }

  released(acquireId: string): void {
    this.#unclear.delete(acquireId)
    this.#write({ event: 'released', acquireId })
  }

  /** What was acquired and not released, by its answers. */
  get known(): readonly Held[] {
    return stillHeld(this.#entries).filter(({ sandboxId }) => sandboxId !== undefined)
  }

  /** The acquires whose answer was lost. */
  get lost(): readonly Held[] {
    return stillHeld(this.#entries).filter(({ sandboxId }) => sandboxId === undefined)
  }

  /** For how long something may still show that nobody was told of, in milliseconds. */
  get mayShowForMs(): number {
    return Math.max(0, ...[...this.#unclear.values()].map((until) => until - performance.now()))
  }

  /** What an acquire took is found: there is no more to show. */
  found(acquireId: string | undefined): void {
    if (acquireId !== undefined) this.#unclear.delete(acquireId)
  }

  #write(entry: JournalEntry): void {
    this.#record(entry)
    this.#entries.push(entry)
  }
}
