import { SandpitError } from '@sandpit/client/errors'
import { Background } from './background.ts'
import { EarlyResets } from './early-resets.ts'
import { type Holder, Holders } from './holder.ts'
import { IdleSlots } from './idle-slots.ts'
import { KeptSlots } from './kept-slots.ts'
import type { Forecast } from '../size/forecast.ts'
import type { Paces } from '../size/pace.ts'
import type { DecidedSize } from '../size/run-size.ts'
import type { RunCounts } from './run-summary.ts'
import type { SandboxPool } from './sandbox-source.ts'
import { isLost, type Slot } from './slot.ts'
import type { SlotCare } from './slot-care.ts'
import { SlotReleases } from './slot-releases.ts'
import { isFree, mostWork, type SlotQuery, SlotSet, suits } from './slot-set.ts'
import { SlotSupply } from './slot-supply.ts'
import { SpareSlots } from './spare-slots.ts'
import { stoppedWaiting, WaitingLine } from './waiting-line.ts'

export interface SlotPoolOptions extends DecidedSize {
  readonly pool: SandboxPool
  readonly care: SlotCare
  readonly counts: RunCounts
  readonly paces: Paces
  readonly forecast: Forecast | undefined
  /** Whether tests will come that have not been started; undefined where nobody knows. */
  readonly hasMoreToStart: (() => boolean) | undefined
}

/** What somebody who wants a slot is about to do with it. */
export interface SlotRequest extends SlotQuery {
  /** Ends the wait. */
  readonly signal: AbortSignal
  /** Called when there is none and the wait begins. */
  readonly onWait?: (() => void) | undefined
}

/** With spares, the sandbox that a worker had last is taken only when no other takes less work. */
const claimAmongEquals = 0.25

/** A test that waits as long, though its worker has a sandbox, is concurrent: the other is not just over. */
const concurrentMs = 100

/** A run's slots: who has which, and who waits for one. */
export class SlotPool {
  readonly #counts: RunCounts
  readonly #slots = new SlotSet()
  readonly #holders = new Holders()
  readonly #line = new WaitingLine()
  readonly #kept = new KeptSlots(this.#slots, this.#line)
  readonly #background = new Background()
  readonly #supply: SlotSupply
  readonly #spares: SpareSlots
  readonly #idle: IdleSlots
  readonly #early: EarlyResets
  readonly #releases: SlotReleases
  readonly #over = new AbortController()

  constructor(options: SlotPoolOptions) {
    const [slots, line, background] = [this.#slots, this.#line, this.#background]
    const { signal: over } = this.#over
    this.#counts = options.counts
    const parts = {
      ...options,
      slots,
      line,
      background,
      over,
      users: (server: string) => this.#holders.users(server),
      offer: (slot: Slot) => void this.#offer(slot),
      retire: (slot: Slot) => this.retire(slot),
    }
    this.#releases = new SlotReleases(parts)
    this.#idle = new IdleSlots(parts)
    this.#early = new EarlyResets(parts)
    this.#supply = new SlotSupply({
      ...parts,
      onLanded: (slot) => this.#land(slot),
      announced: (server) => this.#holders.announced(server),
      onAcquired: (server, ms) => options.paces.of(server).took('acquire', ms),
      onFewerSpares: (server) => this.#spares.leaveOne(server),
    })
    this.#spares = new SpareSlots({ ...parts, supply: this.#supply })
  }

  /** A holder tells what it will ask for, after what it asks for now. */
  announce(holder: Holder, next: readonly string[] = []): void {
    if (next.length === 0 || this.#over.signal.aborted) return
    holder.announce(next.filter((server) => this.#slots.heldBy(holder, server).length === 0))
    this.#holders.add(holder)
    for (const server of new Set(next)) this.#supply.forAnnounced(server)
  }

  /** Waits for a slot that nobody has: the one that needs least work, or a new one. */
  async take(request: SlotRequest): Promise<Slot> {
    const { holder, server, signal } = request
    if (signal.aborted) throw stoppedWaiting(server, signal.reason)
    if (this.#over.signal.aborted) throw runIsOver()
    holder.use(server)
    holder.reach(server)
    if (holder.uses(server)) this.#holders.add(holder)
    const claim = this.#spares.hasAny(server) ? claimAmongEquals : mostWork
    const free = this.#slots.best(request, claim)
    if (free !== undefined) {
      const slot = grant(free, holder)
      this.#supply.forWorkers(server, this.#holders.users(server))
      this.#spares.fillNew(request)
      this.#spares.giveUpIdle(server)
      return slot
    }
    const refusal = this.#supply.refusal(server)
    if (refusal !== undefined) throw refusal
    request.onWait?.()
    return this.#wait(request)
  }

  /**
   * Makes sure that a holder's tests will find a slot. Without spares it gets one to keep between
   * its tests; with spares there are enough for all, and nobody keeps any.
   */
  async hold(request: SlotRequest): Promise<void> {
    const { holder, server } = request
    holder.promise(server)
    if (holder.uses(server)) this.#holders.add(holder)
    const isHeld = this.#spares.hasAny(server)
      ? this.#slots.landed(server) >= this.#holders.users(server)
      : this.#slots.heldBy(holder, server).length > 0
    if (!isHeld) this.rest(await this.take(request))
    this.#supply.forWorkers(server, this.#holders.users(server))
    this.#spares.fillNew({ server })
  }

  /** The slot that a test has by a lease of this id, if it still has it. */
  leased(leaseId: string): Slot | undefined {
    return this.#slots.leased(leaseId)
  }

  /** Those that tests of a holder have now. */
  leasedBy(holder: Holder): readonly Slot[] {
    return this.#slots
      .all()
      .filter(({ tenure }) => tenure.is === 'leased' && tenure.holder === holder)
  }

  /** Takes a slot back between two tests. */
  rest(slot: Slot): void {
    if (isLost(slot)) return
    const { holder } = slot
    if (holder !== undefined && this.#mayKeep(holder, slot)) slot.pass({ is: 'kept', holder })
    else slot.pass({ is: 'free' })
    if (this.#offer(slot)) return
    this.#spares.refreshUsed(slot)
    if (!this.#spares.hasAny(slot.server)) this.#early.start(slot)
  }

  /** A test waited this long until its slot was emptied, and filled: time that a spare would save. */
  waited(server: string, ms: number): void {
    if (this.#spares.waited(server, ms))
      this.#supply.forWorkers(server, this.#holders.users(server))
  }

  /** How many spares the pool lets this run keep, where it had fewer than were asked for. */
  allowedSpares(server: string): number | undefined {
    const { count, wasRefused } = this.#supply.spares(server)
    return wasRefused ? count : undefined
  }

  /** Gives a slot's sandbox back to the service; another takes its place when somebody needs it. */
  retire(slot: Slot): void {
    this.inBackground(this.#releases.release(slot).then(() => this.#supply.forWaiters(slot.server)))
  }

  /** Gives up what a holder keeps between its tests. */
  letGo(holder: Holder): void {
    holder.letGo()
    for (const slot of this.#slots.all()) {
      if (slot.tenure.is !== 'kept' || slot.holder !== holder) continue
      slot.pass({ is: 'free' })
      if (this.#idle.isForOthers(slot, this.#holders.users(slot.server))) this.retire(slot)
      else this.#offer(slot)
    }
  }

  /** Forgets a holder; what is under way for it comes free when it is done. */
  forget(holder: Holder): void {
    holder.leave()
    this.letGo(holder)
    this.#holders.delete(holder)
  }

  /**
   * Gives back what nobody will want again: what the last worker of an index had, and everything
   * when that was the last worker of all.
   */
  leave(parallelIndex: string): void {
    for (const slot of this.#slots.all()) {
      const isWanted = slot.parallelIndex !== parallelIndex && this.#holders.users(slot.server) > 0
      if (slot.tenure.is === 'free' && isFree(slot) && !isWanted) this.retire(slot)
    }
  }

  /** How many spares of a server there should be now. */
  spares(server: string): number {
    return this.#supply.spares(server).count
  }

  /** Lets work go on beside the tests; the pool is not drained before it has ended. */
  inBackground(work: Promise<unknown>): void {
    this.#background.add(work)
  }

  /** Gives every sandbox back, and answers with what could not be. */
  async drain(): Promise<readonly SandpitError[]> {
    this.#over.abort()
    this.#idle.clear()
    this.#spares.clear()
    this.#early.clear()
    this.#line.rejectAll(runIsOver())
    await this.#background.ended()
    return this.#releases.releaseAll()
  }

  async #wait({ holder, server, signal }: SlotRequest): Promise<Slot> {
    const started = performance.now()
    const waiting = this.#line.join(holder, server, signal)
    this.#supply.forWaiters(server)
    const concurrent = setTimeout(
      () => this.#supply.forConcurrent(server, this.#demand(server)),
      concurrentMs,
    )
    concurrent.unref()
    this.#supply.forWorkers(server, this.#holders.users(server))
    for (const kept of this.#kept.yielded()) this.#share(kept)
    const isGrowing = this.#slots.live(server) > this.#slots.landed(server)
    const slot = await waiting.finally(() => clearTimeout(concurrent))
    const ms = performance.now() - started
    this.#counts.waitedForSandboxMs += ms
    if (!isGrowing) this.#counts.waitedForOthersMs += ms
    // Without spares, others had them all, which more resets ahead would not change.
    if (!isGrowing && this.#spares.hasAny(server)) this.waited(server, ms)
    return slot
  }

  #land(slot: Slot): void {
    const { server } = slot
    this.rest(slot)
    // With spares nobody keeps any.
    if (this.#spares.hasAny(server)) for (const each of this.#slots.of(server)) this.#share(each)
    this.#spares.landed(slot)
  }

  /** How many of a server's sandboxes tests use at a time. */
  #demand(server: string): number {
    return this.#holders.demand(
      (holder) => this.#line.countOf(holder, server) + this.#slots.usedBy(holder, server),
    )
  }

  /** Takes a slot from whoever keeps it. */
  #share(slot: Slot): void {
    if (slot.tenure.is === 'kept') slot.pass({ is: 'free' })
    this.#offer(slot)
  }

  #mayKeep(holder: Holder, { server }: Slot): boolean {
    if (this.#spares.hasAny(server) || !this.#kept.mayKeep(holder, server)) return false
    return this.#slots.heldBy(holder, server).length === 1
  }

  /** Gives a slot to the first who waits for one like it, if anybody does. */
  #offer(slot: Slot): boolean {
    if (!isFree(slot)) return false
    const waiter = this.#line.next((each) => suits(each, slot))
    if (waiter === undefined) this.#idle.watch(slot)
    else waiter.resolve(grant(slot, waiter.holder))
    return waiter !== undefined
  }
}

function grant(slot: Slot, holder: Holder): Slot {
  slot.pass({ is: 'granted', holder })
  slot.parallelIndex = holder.parallelIndex
  slot.passedOver = 0
  slot.isAhead = false
  return slot
}

export function runIsOver(): SandpitError {
  return new SandpitError('lease_lost', 'The run is over; its sandboxes have been given back.')
}
