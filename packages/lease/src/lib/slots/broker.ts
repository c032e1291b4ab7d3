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
import type { SandboxSource } from './sandbox-source.ts'
import type { Holder, Slot } from './slot.ts'
import type { ParsedSeed } from './slot.ts'
import { SlotCare, type TestStart, type Verify } from './slot-care.ts'
import { SlotPool, type SlotRequest } from './slot-pool.ts'
import { stoppedWaiting } from './waiting-line.ts'

export interface BrokerOptions extends RunSize {
  readonly source: SandboxSource
  /** How often to look whether a reset, and a seed, worked; default the first time on each sandbox. */
  readonly verify?: Verify
}

/** How often a test's sandbox is prepared, beyond what the client does by itself for each call. */
const triesToPrepare = 5

/** A slot in the hands of a test. */
interface Lease {
  readonly slot: Slot
  readonly holder: Holder
  readonly readOnly: boolean
  /** The test is proven to have changed nothing. */
  unchanged: boolean
}

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
  readonly #source: SandboxSource
  readonly #care: SlotCare
  readonly #pool: SlotPool
  readonly #leases = new Map<string, Lease>()
  readonly #counts: RunCounts = noCounts()

  constructor(options: BrokerOptions) {
    const { source } = options
    const counts = this.#counts
    this.#source = source
    this.#care = new SlotCare(source, counts, options.verify)
    this.#pool = new SlotPool({ ...runSize(options), source, care: this.#care, counts })
  }

  get summary(): RunSummary {
    return { ...this.#counts }
  }

  /** Opens a worker's way to this broker. */
  link({ parallelIndex }: LinkedWorker = {}): Link {
    const holder: Holder = { parallelIndex }
    const closed = new AbortController()
    return {
      hold: (server) => this.#hold({ holder, server, signal: closed.signal }),
      begin: (request, signal, onPhase) =>
        untilEither(signal, closed.signal, (either) =>
          this.#begin(holder, request, either, onPhase),
        ),
      reset: async (leaseId) => {
        refuseReadOnly(this.#leased(holder, leaseId))
        await this.#onLease(holder, leaseId, ({ slot }) => this.#care.reset(slot))
      },
      add: async (leaseId, seed) => {
        const { server } = refuseReadOnly(this.#leased(holder, leaseId)).slot
        const parsed = await this.#parse(server, seed)
        await this.#onLease(holder, leaseId, ({ slot }) => this.#care.add(slot, parsed))
      },
      dump: (leaseId, into) =>
        this.#onLease(holder, leaseId, ({ slot }) => this.#source.dump(slot, into)),
      confirm: (leaseId) =>
        this.#onLease(holder, leaseId, async (lease) => {
          if (lease.readOnly) lease.unchanged = await this.#care.isUnchanged(lease.slot)
        }),
      end: (leaseId, how) => this.#end(holder, leaseId, how),
      letGo: async () => this.#pool.letGo(holder),
      close: async () => {
        closed.abort()
        this.#leave(holder)
      },
    }
  }

  /** The worker in a place has another's sandboxes from now on: gives back those that it had. */
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
    const parsed = declared === undefined ? undefined : await this.#parse(server, declared)
    const seed = holdsNothing(parsed?.value) ? undefined : parsed
    const onWait = (): void => onPhase?.('acquire')
    const want = { holder, server, seed, readOnly, signal, onWait }
    const slot = await this.#timed(() => this.#ready(want, onPhase))
    const leaseId = randomUUID()
    this.#leases.set(leaseId, { slot, holder, readOnly, unchanged: false })
    this.#counts.leases++
    return { leaseId, server, ...slot.sandbox }
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
        return slot
      } catch (error) {
        const broken = slot.state === 'broken'
        if (broken) this.#pool.retire(slot)
        else this.#pool.rest(slot)
        if (signal.aborted) throw stoppedWaiting(want.server, error)
        if (tries === triesToPrepare || !mayPass(error)) throw error
      }
    }
  }

  async #parse(server: string, seed: unknown): Promise<ParsedSeed> {
    const value = await this.#source.parseSeed(server, seed)
    return { value, key: JSON.stringify(value) }
  }

  #leased(holder: Holder, leaseId: string): Lease {
    const lease = this.#leases.get(leaseId)
    if (lease === undefined || lease.holder !== holder) throw leaseIsOver()
    return lease
  }

  async #onLease<T>(
    holder: Holder,
    leaseId: string,
    work: (lease: Lease) => Promise<T>,
  ): Promise<T> {
    return this.#leased(holder, leaseId).slot.exclusive(async () => {
      const lease = this.#leased(holder, leaseId)
      const result = await work(lease)
      if (lease.slot.state === 'clean') lease.slot.become('dirty')
      return result
    })
  }

  #end(holder: Holder, leaseId: string, how: LeaseEnd): void {
    const lease = this.#leases.get(leaseId)
    if (lease === undefined || lease.holder !== holder) return
    this.#leases.delete(leaseId)
    const { slot } = lease
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
    for (const [leaseId, lease] of this.#leases) {
      // The test was cut off: whatever it started may live on with the sandbox's address.
      if (lease.holder === holder) this.#end(holder, leaseId, 'retired')
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

function refuseReadOnly(lease: Lease): Lease {
  if (!lease.readOnly) return lease
  const { server, sandbox } = lease.slot
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
