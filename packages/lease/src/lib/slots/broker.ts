import { randomUUID } from 'node:crypto'
import { SandpitError } from '@sandpit/client/errors'
import { untilEither } from './either-signal.ts'
import type {
  LeaseEnd,
  LeasedSandbox,
  LeasePhase,
  LeaseRequest,
  Link,
  LinkedWorker,
} from '../link/link.ts'
import { runSize, type RunSize } from './run-size.ts'
import { noCounts, type RunCounts, type RunSummary } from './run-summary.ts'
import type { SandboxContents, SandboxSource } from './sandbox-source.ts'
import { Holder } from './holder.ts'
import type { Slot } from './slot.ts'
import { SlotCare, type TestStart, type Verify } from './slot-care.ts'
import { isLost, runIsOver, SlotPool, type SlotRequest } from './slot-pool.ts'
import type { Lease } from './tenure.ts'
import { stoppedWaiting } from './waiting-line.ts'

export interface BrokerOptions extends RunSize {
  readonly source: SandboxSource
  /** How often to look whether a reset, and a seed, worked; default the first time on each sandbox. */
  readonly verify?: Verify
}

/** How often a test's sandbox is prepared, beyond what the client does by itself for each call. */
const triesToPrepare = 5

/** What could not be given back when a run ended. */
export interface DrainReport {
  readonly failures: readonly SandpitError[]
}

/**
 * Hands sandboxes to tests. One broker serves all workers of a run that want the same kind.
 *
 * A lease is exclusive from `begin` to `end`, and begins with a sandbox that holds the test's seed
 * and nothing else.
 */
export class Broker {
  readonly #contents: SandboxContents
  readonly #care: SlotCare
  readonly #pool: SlotPool
  readonly #counts: RunCounts = noCounts()

  constructor(options: BrokerOptions) {
    const { pool, contents } = options.source
    const counts = this.#counts
    this.#contents = contents
    this.#care = new SlotCare(contents, counts, options.verify)
    this.#pool = new SlotPool({ ...runSize(options), pool, care: this.#care, counts })
  }

  get summary(): RunSummary {
    return { ...this.#counts }
  }

  /** Opens a worker's way to this broker. */
  link({ parallelIndex }: LinkedWorker = {}): Link {
    const holder = new Holder(parallelIndex)
    const closed = new AbortController()
    return {
      hold: (server) => this.#hold({ holder, server, signal: closed.signal }),
      begin: (request, signal, onPhase) =>
        untilEither(signal, closed.signal, (either) =>
          this.#begin(holder, request, either, onPhase),
        ),
      reset: async (leaseId) => {
        refuseReadOnly(this.#leased(holder, leaseId))
        await this.#onLease(holder, leaseId, (slot) => this.#care.reset(slot))
      },
      add: async (leaseId, seed) => {
        const { server } = refuseReadOnly(this.#leased(holder, leaseId))
        const parsed = await this.#contents.parseSeed(server, seed)
        await this.#onLease(holder, leaseId, (slot) => this.#care.add(slot, parsed))
      },
      dump: (leaseId, into) =>
        this.#onLease(holder, leaseId, (slot) => this.#contents.dump(slot, into)),
      confirm: (leaseId) =>
        this.#onLease(holder, leaseId, async (slot) => {
          if (slot.lease?.readOnly === true)
            slot.lease.unchanged = await this.#care.isUnchanged(slot)
        }),
      end: (leaseId, how) => this.#end(holder, leaseId, how),
      letGo: async () => this.#pool.letGo(holder),
      close: async () => {
        closed.abort()
        this.#leave(holder)
      },
    }
  }

  /** The worker of an index uses another broker from now on: gives back what the index had here. */
  leave(parallelIndex: string): void {
    this.#pool.leave(parallelIndex)
  }

  /**
   * Ends the run: nobody gets a sandbox any more, every sandbox goes back, an acquire that is still
   * under way included. Resolves when the service has answered for each.
   */
  async drain(): Promise<DrainReport> {
    return { failures: await this.#pool.drain() }
  }

  async #hold(want: SlotRequest): Promise<void> {
    await this.#timed(() => this.#pool.hold(want))
  }

  async #begin(
    holder: Holder,
    { server, seed: declared, readOnly = false }: LeaseRequest,
    signal: AbortSignal,
    onPhase?: (phase: LeasePhase) => void,
  ): Promise<LeasedSandbox> {
    const parsed =
      declared === undefined ? undefined : await this.#contents.parseSeed(server, declared)
    const seed = holdsNothing(parsed?.value) ? undefined : parsed
    const onWait = (): void => onPhase?.('acquire')
    const want = { holder, server, seed, readOnly, signal, onWait }
    const slot = await this.#timed(() => this.#ready(want, onPhase))
    const lease: Lease = { id: randomUUID(), readOnly, unchanged: false }
    slot.pass({ is: 'leased', holder, lease })
    this.#counts.leases++
    return { leaseId: lease.id, server, ...slot.sandbox }
  }

  /**
   * A slot that holds the seed and nothing else. A sandbox that breaks on the way is replaced; one
   * whose seed may be stored in part, or twice, is emptied and filled once more.
   */
  async #ready(
    want: SlotRequest & TestStart,
    onPhase?: (phase: LeasePhase) => void,
  ): Promise<Slot> {
    const { signal } = want
    for (let tries = 1; ; tries++) {
      const slot = await this.#pool.take(want)
      const wasDirty = slot.state === 'dirty'
      const started = performance.now()
      try {
        await slot.exclusive(() => this.#care.prepare(slot, want, onPhase))
        if (wasDirty) this.#pool.waited(slot.server, performance.now() - started)
        signal.throwIfAborted()
        if (isLost(slot)) throw runIsOver()
        return slot
      } catch (error) {
        if (slot.state === 'broken') this.#pool.retire(slot)
        else this.#pool.rest(slot)
        if (signal.aborted) throw stoppedWaiting(want.server, error)
        if (tries === triesToPrepare || !mayPass(error)) throw error
      }
    }
  }

  #leased(holder: Holder, leaseId: string): Slot {
    const slot = this.#pool.leased(leaseId)
    if (slot === undefined || slot.holder !== holder) throw leaseIsOver()
    return slot
  }

  async #onLease<T>(holder: Holder, leaseId: string, work: (slot: Slot) => Promise<T>): Promise<T> {
    return this.#leased(holder, leaseId).exclusive(async () => {
      const slot = this.#leased(holder, leaseId)
      const result = await work(slot)
      if (slot.state === 'clean') slot.become('dirty')
      return result
    })
  }

  #end(holder: Holder, leaseId: string, how: LeaseEnd): void {
    const slot = this.#pool.leased(leaseId)
    const lease = slot?.lease
    if (slot === undefined || lease === undefined || slot.holder !== holder) return
    slot.pass({ is: 'ending', holder })
    const settle = (): void => {
      if (how === 'retired' || slot.state === 'broken') return this.#pool.retire(slot)
      if (lease.unchanged) this.#care.keep(slot)
      this.#pool.rest(slot)
    }
    // At once where it can be, since the worker's next test may ask in the same breath.
    if (slot.quiet) settle()
    else this.#pool.inBackground(slot.exclusive(async () => settle()))
  }

  #leave(holder: Holder): void {
    this.#pool.forget(holder)
    // The tests were cut off: whatever they started may live on with the sandbox's address.
    for (const { lease } of this.#pool.leasedBy(holder)) {
      if (lease !== undefined) this.#end(holder, lease.id, 'retired')
    }
  }

  async #timed<T>(wait: () => Promise<T>): Promise<T> {
    const started = performance.now()
    const result = await wait()
    this.#counts.waitedMs += performance.now() - started
    return result
  }
}

/** Whether what failed may work another time, or with another sandbox. */
function mayPass(error: unknown): boolean {
  const final: readonly string[] = ['invalid_seed', 'validation', 'authentication', 'configuration']
  return error instanceof SandpitError && !final.includes(error.code)
}

/** Whether a seed fills nothing in, so that a sandbox which is empty is seeded. */
function holdsNothing(seed: unknown): boolean {
  if (typeof seed !== 'object' || seed === null) return seed === undefined
  return Object.values(seed).every((value) => value === null || isEmptyList(value))
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function refuseReadOnly(slot: Slot): Slot {
  if (slot.lease?.readOnly !== true) return slot
  const { server, sandbox } = slot
  throw new SandpitError(
    'read_only',
    `This test is marked read-only, and asks for its '${server}' sandbox to be changed. Take the mark off, or declare all it needs as its seed.`,
    { server, sandboxId: sandbox.sandboxId },
  )
}

function leaseIsOver(): SandpitError {
  return new SandpitError(
    'lease_lost',
    'This sandbox belongs to a test that is over. Await everything the test starts, or use the fixture of the test that runs now.',
  )
}
