import { randomUUID } from 'node:crypto'
import { SandpitError } from '@sandpit/client/errors'
import { noCounts, type RunCounts, type RunSummary } from './run-summary.ts'
import type { LeaseEnd, LeasedSandbox, LeasePhase, LeaseRequest, Link } from './link.ts'
import type { SandboxSource } from './sandbox-source.ts'
import { Slot } from './slot.ts'
import { type Waiter, WaitingLine } from './waiting-line.ts'

export interface BrokerOptions {
  readonly source: SandboxSource
  /** The most sandboxes of one server that the run may hold at a time: its number of workers. */
  readonly ceiling: number
}

/** What could not be given back when a run ended. */
export interface DrainReport {
  readonly failures: readonly SandpitError[]
}

/**
 * Who holds which sandbox, now. One broker serves all workers of a run.
 *
 * A lease is exclusive from `begin` to `end`. Between its tests a worker keeps the sandbox it had,
 * and its next test gets it back empty.
 */
export class Broker {
  readonly #source: SandboxSource
  readonly #ceiling: number
  readonly #slots = new Set<Slot>()
  readonly #line = new WaitingLine()
  readonly #leases = new Map<string, { slot: Slot; holder: object }>()
  /** Links that are closed: nothing is kept for them, even what was under way for them. */
  readonly #gone = new WeakSet<object>()
  readonly #background = new Set<Promise<unknown>>()
  readonly #failures: SandpitError[] = []
  readonly #counts: RunCounts = noCounts()
  readonly #over = new AbortController()
  /** Why a server's pool gives nothing more in this run. */
  readonly #refused = new Map<string, SandpitError>()

  constructor(options: BrokerOptions) {
    this.#source = options.source
    this.#ceiling = options.ceiling
  }

  get summary(): RunSummary {
    return { ...this.#counts }
  }

  /** Opens a worker's way to this broker. */
  link(): Link {
    const holder = {}
    const closed = new AbortController()
    const until = (signal: AbortSignal | undefined): AbortSignal =>
      signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal])
    return {
      hold: (server) => this.#hold(holder, server, closed.signal),
      begin: (request, signal, onPhase) =>
        this.#begin(holder, request, { signal: until(signal), onPhase }),
      reset: (leaseId) => this.#onLease(holder, leaseId, (slot) => this.#reset(slot)),
      add: async (leaseId, seed) => {
        const { server } = this.#leased(holder, leaseId)
        const parsed = await this.#source.parseSeed(server, seed)
        await this.#onLease(holder, leaseId, (slot) => this.#seed(slot, parsed))
      },
      dump: (leaseId) => this.#onLease(holder, leaseId, (slot) => this.#source.dump(slot)),
      end: (leaseId, how) => this.#end(holder, leaseId, how),
      letGo: async () => this.#letGo(holder),
      close: async () => {
        closed.abort()
        this.#leave(holder)
      },
    }
  }

  /**
   * Ends the run: nobody gets a sandbox any more, every sandbox goes back, an acquire that is still
   * under way included. Resolves when the service has answered for each.
   */
  async drain(): Promise<DrainReport> {
    this.#over.abort()
    this.#line.rejectAll(runIsOver())
    while (this.#background.size > 0) await Promise.allSettled(this.#background)
    await Promise.all([...this.#slots].map((slot) => this.#release(slot)))
    this.#failures.push(...(await this.#source.releaseLeftovers()))
    return { failures: [...this.#failures] }
  }

  async #hold(holder: object, server: string, signal: AbortSignal): Promise<void> {
    if (this.#held(holder, server).length > 0) return
    const started = performance.now()
    const slot = await this.#take(holder, server, { signal })
    this.#counts.waitedMs += performance.now() - started
    this.#rest(slot)
  }

  async #begin(holder: object, request: LeaseRequest, wait: Wait): Promise<LeasedSandbox> {
    const { server } = request
    const seed =
      request.seed === undefined ? undefined : await this.#source.parseSeed(server, request.seed)
    const started = performance.now()
    const slot = await this.#ready(holder, server, seed, wait)
    this.#counts.waitedMs += performance.now() - started
    this.#counts.leases++
    const leaseId = randomUUID()
    this.#leases.set(leaseId, { slot, holder })
    return { leaseId, server, ...slot.sandbox }
  }

  /** A slot that holds the seed and nothing else; a sandbox that fails on the way is replaced once. */
  async #ready(holder: object, server: string, seed: unknown, wait: Wait): Promise<Slot> {
    const { signal } = wait
    for (let replaced = false; ; replaced = true) {
      const slot = await this.#take(holder, server, wait)
      try {
        await slot.exclusive(() => this.#prepare(slot, seed, wait))
        signal.throwIfAborted()
        return slot
      } catch (error) {
        const broken = slot.state === 'broken'
        if (broken) this.#retire(slot)
        else this.#rest(slot)
        if (signal.aborted) throw aborted(error)
        if (replaced || !broken) throw error
      }
    }
  }

  async #prepare(slot: Slot, seed: unknown, { onPhase }: Wait): Promise<void> {
    if (slot.state !== 'clean') {
      onPhase?.('reset')
      await this.#reset(slot)
    }
    if (seed !== undefined) {
      onPhase?.('seed')
      await this.#seed(slot, seed)
    }
    slot.become('dirty')
  }

  async #reset(slot: Slot): Promise<void> {
    if (slot.state === 'clean') return
    slot.become('resetting')
    try {
      await this.#source.reset(slot)
    } catch (error) {
      slot.become('broken')
      throw error
    }
    slot.become('clean')
    this.#counts.resets++
  }

  async #seed(slot: Slot, seed: unknown): Promise<void> {
    if (slot.state === 'clean') slot.become('seeding')
    try {
      await this.#source.seed(slot, seed)
    } catch (error) {
      // Part of the seed may be stored, so the next test needs a reset at least.
      if (slot.state === 'seeding') slot.become(isBreakage(error) ? 'broken' : 'dirty')
      throw error
    }
    if (slot.state === 'seeding') slot.become('seeded')
    this.#counts.seeds++
  }

  #leased(holder: object, leaseId: string): Slot {
    const lease = this.#leases.get(leaseId)
    if (lease === undefined || lease.holder !== holder) throw leaseIsOver()
    return lease.slot
  }

  async #onLease<T>(holder: object, leaseId: string, work: (slot: Slot) => Promise<T>): Promise<T> {
    return this.#leased(holder, leaseId).exclusive(async () => {
      const slot = this.#leased(holder, leaseId)
      const result = await work(slot)
      if (slot.state === 'clean' || slot.state === 'seeded') slot.become('dirty')
      return result
    })
  }

  #end(holder: object, leaseId: string, how: LeaseEnd): void {
    const lease = this.#leases.get(leaseId)
    if (lease === undefined || lease.holder !== holder) return
    this.#leases.delete(leaseId)
    const { slot } = lease
    const settle = (): void => {
      if (how === 'retired' || slot.state === 'broken') this.#retire(slot)
      else this.#rest(slot)
    }
    // At once where it can be, since the worker's next test may ask in the same breath.
    if (slot.quiet) settle()
    else this.#inBackground(slot.exclusive(async () => settle()))
  }

  /** Gives up a slot between tests, with the slot kept for its holder unless it has another. */
  #rest(slot: Slot): void {
    slot.busy = false
    if (!this.#keeps(slot)) slot.holder = undefined
    this.#offer(slot)
  }

  #keeps(slot: Slot): boolean {
    const { holder } = slot
    if (holder === undefined || this.#gone.has(holder)) return false
    return this.#held(holder, slot.server).length === 1
  }

  #letGo(holder: object): void {
    for (const slot of this.#slots) {
      if (slot.holder !== holder) continue
      slot.holder = undefined
      this.#offer(slot)
    }
  }

  #leave(holder: object): void {
    this.#gone.add(holder)
    for (const [leaseId, lease] of this.#leases) {
      // The test was cut off: whatever it started may live on with the sandbox's address.
      if (lease.holder === holder) this.#end(holder, leaseId, 'retired')
    }
    this.#letGo(holder)
  }

  #held(holder: object, server: string): readonly Slot[] {
    return [...this.#slots].filter((slot) => slot.holder === holder && slot.server === server)
  }

  /** Waits for a slot that nobody uses: one's own, then a free one, then a new one. */
  async #take(holder: object, server: string, { signal, onPhase }: Wait): Promise<Slot> {
    const refused = this.#refused.get(server)
    if (signal.aborted) throw aborted(signal.reason)
    if (this.#over.signal.aborted) throw runIsOver()
    const free = this.#free(holder, server)
    if (free !== undefined) return this.#grant(free, holder)
    if (refused !== undefined && this.#live(server) === 0) throw refused
    onPhase?.('acquire')
    const started = performance.now()
    const waiting = this.#line.join(holder, server, signal)
    this.#grow(server)
    const slot = await waiting
    this.#counts.waitedForSandboxMs += performance.now() - started
    return slot
  }

  #free(holder: object, server: string): Slot | undefined {
    const free = [...this.#slots].filter((slot) => slot.server === server && isFree(slot))
    return (
      free.find((slot) => slot.holder === holder) ?? free.find((slot) => slot.holder === undefined)
    )
  }

  #grant(slot: Slot, holder: object): Slot {
    slot.busy = true
    slot.holder = holder
    return slot
  }

  #offer(slot: Slot): void {
    if (!isFree(slot)) return
    const waiter = this.#line.next((each) => suits(each, slot))
    if (waiter !== undefined) waiter.resolve(this.#grant(slot, waiter.holder))
  }

  #live(server: string): number {
    return [...this.#slots].filter((slot) => slot.server === server).length
  }

  #landed(server: string): number {
    const landed = (slot: Slot): boolean => slot.server === server && slot.state !== 'acquiring'
    return [...this.#slots].filter(landed).length
  }

  /** Acquires for those who wait, up to the ceiling. */
  #grow(server: string): void {
    const acquiring = [...this.#slots].filter(
      (slot) => slot.server === server && slot.state === 'acquiring',
    ).length
    const wanted = this.#line.count(server) - acquiring
    const room = this.#ceiling - this.#live(server)
    for (let n = Math.min(wanted, room); n > 0; n--) this.#acquire(server)
  }

  #acquire(server: string): void {
    const slot = new Slot(server)
    this.#slots.add(slot)
    const others = (): number => this.#landed(server)
    this.#inBackground(
      this.#source
        .acquire(slot, { signal: this.#over.signal, others, ceiling: this.#ceiling })
        .then(
          (sandbox) => {
            this.#counts.acquires++
            slot.land(sandbox)
            this.#rest(slot)
          },
          (error: unknown) => {
            slot.become('released')
            this.#slots.delete(slot)
            this.#refuse(server, SandpitError.from(error))
          },
        ),
    )
  }

  #refuse(server: string, error: SandpitError): void {
    if (!isFinal(error)) {
      this.#line.next((waiter) => waiter.server === server)?.reject(error)
      this.#grow(server)
      return
    }
    this.#refused.set(server, error)
    // Whoever can still be served by a sandbox of this run goes on waiting for it.
    if (this.#live(server) === 0) this.#line.rejectServer(server, error)
  }

  #retire(slot: Slot): void {
    this.#inBackground(this.#release(slot).then(() => this.#grow(slot.server)))
  }

  async #release(slot: Slot): Promise<void> {
    slot.busy = true
    await slot.exclusive(async () => {
      if (slot.state === 'released') return
      slot.become('releasing')
      try {
        await this.#source.release(slot)
        this.#counts.releases++
      } catch (error) {
        this.#failures.push(SandpitError.from(error))
      }
      slot.become('released')
      this.#slots.delete(slot)
    })
  }

  #inBackground(work: Promise<unknown>): void {
    this.#background.add(work)
    const done = (): void => void this.#background.delete(work)
    work.then(done, done)
  }
}

/** How a link waits for a sandbox. */
interface Wait {
  readonly signal: AbortSignal
  readonly onPhase?: ((phase: LeasePhase) => void) | undefined
}

function isFree(slot: Slot): boolean {
  return !slot.busy && (slot.state === 'clean' || slot.state === 'dirty')
}

function suits(waiter: Waiter, slot: Slot): boolean {
  return (
    waiter.server === slot.server && (slot.holder === undefined || slot.holder === waiter.holder)
  )
}

function isBreakage(error: unknown): boolean {
  const codes: readonly string[] = ['sandbox_broken', 'not_found', 'conflict']
  return error instanceof SandpitError && codes.includes(error.code)
}

function isFinal(error: SandpitError): boolean {
  const codes: readonly string[] = ['authentication', 'configuration', 'exhausted']
  return codes.includes(error.code)
}

function aborted(cause: unknown): SandpitError {
  return new SandpitError('aborted', 'the test was over before its sandbox was ready', { cause })
}

function leaseIsOver(): SandpitError {
  return new SandpitError(
    'lease_lost',
    'this sandbox belongs to a test that is over; await everything the test starts, or use the fixture of the test that runs now',
  )
}

function runIsOver(): SandpitError {
  return new SandpitError('lease_lost', 'the run is over; its sandboxes have been given back')
}
