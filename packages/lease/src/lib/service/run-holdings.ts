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
  /** The systems of which an acquire may have taken more than it gave. */
  readonly #more = new Set<string>()
  /** The acquires that gave what nobody uses, and could not be given back at once. */
  readonly #stranded = new Set<string>()
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

  failed({ acquireId, server }: Slot, error: unknown): void {
    const stranded = strandedBy(error)
    if (stranded !== undefined) return this.strand({ server, ...stranded, acquireId })
    const isRefusal = tookNothing(error)
    if (isRefusal) this.#write({ event: 'refused', acquireId })
    const wasHeard = error instanceof SandpitError && error.facts.acquireId !== undefined
    if (!wasHeard && isRefusal) return
    this.#wasHeard = true
    this.#unclear.set(acquireId, performance.now() + (isRefusal ? refusalLagMs : mostLagMs))
  }

  /** The service may have taken another for an acquire than the one that it gave. */
  mayBeMore(server: string): void {
    this.#more.add(server)
  }

  /** The systems of which the run may hold a sandbox that nobody was told of. */
  get unclearServers(): readonly string[] {
    return [...new Set([...this.#more, ...this.lost.map(({ server }) => server)])]
  }

  /** What nobody uses, and could not be given back yet. */
  get stranded(): readonly Held[] {
    return this.known.filter(({ acquireId }) => this.#stranded.has(acquireId))
  }

  /** Keeps on record what nobody uses, and could not be given back. */
  strand({ acquireId, server, sandboxId }: Stranded & Held): void {
    this.#wasHeard = true
    this.#stranded.add(acquireId)
    this.#write({ event: 'acquiring', acquireId, server })
    this.#write({ event: 'acquired', acquireId, sandboxId })
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

/** A sandbox that an acquire gave, and nobody uses. */
interface Stranded {
  readonly server?: string
  readonly sandboxId: string
}

/** What an acquire that failed left behind, where the error knows it. */
function strandedBy(error: unknown): Stranded | undefined {
  if (!(error instanceof SandpitError) || error.code !== 'release_failed') return undefined
  const { server, sandboxId } = error.facts
  return sandboxId === undefined
    ? undefined
    : { sandboxId, ...(server !== undefined && { server }) }
}
