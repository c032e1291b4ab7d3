import { SandpitError } from '@sandpit/client/errors'
import { Background } from './background.ts'
import { SlotSupply } from './slot-supply.ts'
import { IdleSlots } from './idle-slots.ts'
import { KeptSlots } from './kept-slots.ts'
import type { RunSize } from './run-size.ts'
import type { RunCounts } from './run-summary.ts'
import type { SandboxSource } from './sandbox-source.ts'
import type { Holder, Slot } from './slot.ts'
import type { SlotCare } from './slot-care.ts'
import { type SlotQuery, isFree, mostWork, SlotSet, suits } from './slot-set.ts'
import type { Spares } from './spares.ts'
import { stoppedWaiting, WaitingLine } from './waiting-line.ts'

export interface SlotPoolOptions extends Required<RunSize> {
  readonly source: SandboxSource
  readonly care: SlotCare
  readonly counts: RunCounts
}

/** What somebody who wants a slot is about to do with it. */
export interface SlotRequest extends SlotQuery {
  /** Ends the wait. */
  readonly signal: AbortSignal
  /** Called when there is none and the wait begins. */
  readonly onWait?: (() => void) | undefined
}

/** With spares, the sandbox that a place had is taken only when no other takes less work. */
const claimAmongEquals = 0.25

/** A run's slots: who has which, and who waits for one. */
export class SlotPool {
  readonly #source: SandboxSource
  readonly #care: SlotCare
  readonly #counts: RunCounts
  readonly #supply: SlotSupply
  readonly #slots = new SlotSet()
  readonly #line = new WaitingLine()
  /** The holders that use a server's sandboxes now. */
  readonly #users = new Map<string, Set<Holder>>()
  readonly #kept = new KeptSlots(this.#slots, this.#line)
  /** Holders that are gone: nothing is kept for them, even what was under way for them. */
  readonly #gone = new WeakSet<Holder>()
  readonly #background = new Background()
  readonly #idle: IdleSlots
  readonly #failures: SandpitError[] = []
  readonly #over = new AbortController()

  constructor(options: SlotPoolOptions) {
    this.#source = options.source
    this.#care = options.care
    this.#counts = options.counts
    this.#idle = new IdleSlots({
      source: this.#source,
      slots: this.#slots,
      over: this.#over.signal,
      retire: (slot) => this.retire(slot),
    })
    this.#supply = new SlotSupply({
      ...options,
      slots: this.#slots,
      line: this.#line,
      background: this.#background,
      over: this.#over.signal,
      onLanded: (slot) => this.rest(slot),
    })
  }

  /** Waits for a slot that nobody uses: the one that needs least work, or a new one. */
  async take(want: SlotRequest): Promise<Slot> {
    const { holder, server, signal } = want
    if (signal.aborted) throw stoppedWaiting(server, signal.reason)
    if (this.#over.signal.aborted) throw runIsOver()
    this.#use(holder, server)
    const free = this.#slots.free(
      want,
      this.#spares(server).count > 0 ? claimAmongEquals : mostWork,
    )
    if (free !== undefined) {
      const slot = grant(free, holder)
      this.#fillSpares(want)
      this.#giveUpIdle(server)
      return slot
    }
    const refusal = this.#supply.refusal(server)
    if (refusal !== undefined) throw refusal
    want.onWait?.()
    return this.#wait(want)
  }

  /**
   * Makes sure that a holder's tests will find a slot. Without spares it gets one to keep between
   * its tests; with spares there are enough for all, and nobody keeps any.
   */
  async hold(want: SlotRequest): Promise<void> {
    const { holder, server } = want
    this.#use(holder, server)
    this.#kept.promise(holder, server)
    const isHeld =
      this.#spares(server).count === 0
        ? this.#slots.heldBy(holder, server).length > 0
        : this.#slots.landed(server) >= this.#usersOf(server).size
    if (!isHeld) this.rest(await this.take(want))
  }

  /** Takes a slot back between two tests. */
  rest(slot: Slot): void {
    slot.busy = false
    if (!this.#keeps(slot)) slot.holder = undefined
    if (this.#offer(slot)) return
    const hasSpares = this.#spares(slot.server).count > 0
    if (hasSpares && slot.state === 'dirty' && !this.#over.signal.aborted) this.#refresh(slot)
  }

  /** A test waited this long until its slot was emptied, and filled: time that a spare would save. */
  waited(server: string, ms: number): void {
    const before = this.#spares(server).count
    this.#spares(server).waited(ms)
    if (this.#spares(server).count === before) return
    if (before === 0) this.#shareHeld(server)
    this.#supply.forWorkers(server, this.#usersOf(server).size)
  }

  /** Gives a slot's sandbox back to the service; another takes its place when somebody needs it. */
  retire(slot: Slot): void {
    this.inBackground(this.#release(slot).then(() => this.#supply.forWaiters(slot.server)))
  }

  /** Gives up what a holder keeps between its tests. */
  letGo(holder: Holder): void {
    for (const users of this.#users.values()) users.delete(holder)
    this.#kept.letGo(holder)
    for (const slot of this.#slots.all()) {
      if (slot.holder !== holder) continue
      slot.holder = undefined
      if (this.#idle.isForOthers(slot, this.#usersOf(slot.server).size)) this.retire(slot)
      else this.#offer(slot)
    }
  }

  /** Forgets a holder; what is under way for it comes free when it is done. */
  forget(holder: Holder): void {
    this.#gone.add(holder)
    this.letGo(holder)
  }

  /**
   * Gives back what nobody will want again: what the last worker in a place had, and everything
   * when that was the last worker of all.
   */
  leave(parallelIndex: string): void {
    for (const slot of this.#slots.all()) {
      const isWanted = slot.parallelIndex !== parallelIndex && this.#usersOf(slot.server).size > 0
      if (isFree(slot) && slot.holder === undefined && !isWanted) this.retire(slot)
    }
  }

  /** Lets work go on beside the tests; the pool is not drained before it has ended. */
  inBackground(work: Promise<unknown>): void {
    this.#background.add(work)
  }

  /** Gives every sandbox back, and answers with what could not be. */
  async drain(): Promise<readonly SandpitError[]> {
    this.#over.abort()
    this.#idle.clear()
    this.#line.rejectAll(runIsOver())
    await this.#background.ended()
    await Promise.all(this.#slots.all().map((slot) => this.#release(slot)))
    this.#failures.push(...(await this.#source.releaseLeftovers()))
    return [...this.#failures]
  }

  async #wait({ holder, server, signal }: SlotRequest): Promise<Slot> {
    const started = performance.now()
    const waiting = this.#line.join(holder, server, signal)
    this.#supply.forWaiters(server)
    for (const kept of this.#kept.yielded()) this.#share(kept)
    const isGrowing = this.#slots.live(server) > this.#slots.landed(server)
    const slot = await waiting
    const ms = performance.now() - started
    this.#counts.waitedForSandboxMs += ms
    if (!isGrowing) this.waited(server, ms)
    return slot
  }

  #use(holder: Holder, server: string): void {
    if (this.#gone.has(holder)) return
    const users = this.#usersOf(server).add(holder)
    this.#supply.forWorkers(server, users.size)
  }

  /** Fills new spares with the first seed that is known, but for those that other workers may want empty. */
  #fillSpares({ server, seed }: SlotRequest): void {
    if (this.#spares(server).count === 0 || seed === undefined) return
    const ours = this.#slots.of(server)
    const waiting = this.#usersOf(server).size - ours.filter((slot) => slot.busy).length
    for (const slot of ours.filter(isNew).slice(Math.max(0, waiting))) {
      slot.lastSeed = seed
      this.#refresh(slot)
    }
  }

  /** Nobody keeps a slot of a server any more. */
  #shareHeld(server: string): void {
    for (const slot of this.#slots.of(server)) {
      if (!slot.busy) this.#share(slot)
    }
  }

  /** Takes a slot from whoever keeps it. */
  #share(slot: Slot): void {
    slot.holder = undefined
    this.#offer(slot)
  }

  /** Gives a spare back that tests have done without for long, while another was taken. */
  #giveUpIdle(server: string): void {
    const live = this.#slots.live(server)
    if (live <= this.#usersOf(server).size) return
    const idle = this.#slots.passOver(server)
    if (idle === undefined || !this.#spares(server).isIdle(idle.passedOver, live)) return
    this.#spares(server).givenUp()
    this.retire(idle)
  }

  #spares(server: string): Spares {
    return this.#supply.spares(server)
  }

  #usersOf(server: string): Set<Holder> {
    const users = this.#users.get(server) ?? new Set()
    this.#users.set(server, users)
    return users
  }

  #keeps({ holder, server }: Slot): boolean {
    if (holder === undefined || this.#gone.has(holder) || !this.#kept.mayKeep(holder, server))
      return false
    return this.#spares(server).count === 0 && this.#slots.heldBy(holder, server).length === 1
  }

  /** Gives a slot to the first who waits for one like it, if anybody does. */
  #offer(slot: Slot): boolean {
    if (!isFree(slot)) return false
    const waiter = this.#line.next((each) => suits(each, slot))
    if (waiter === undefined) this.#idle.watch(slot)
    else waiter.resolve(grant(slot, waiter.holder))
    return waiter !== undefined
  }

  /** Makes a slot ready for whoever comes next. */
  #refresh(slot: Slot): void {
    slot.busy = true
    const isWanted = (): boolean => this.#over.signal.aborted || this.#line.count(slot.server) > 0
    const done = (): void => {
      if (slot.state === 'broken') return this.retire(slot)
      slot.busy = false
      this.#offer(slot)
    }
    this.inBackground(slot.exclusive(() => this.#care.refresh(slot, isWanted)).then(done, done))
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
}

function grant(slot: Slot, holder: Holder): Slot {
  slot.busy = true
  slot.holder = holder
  slot.parallelIndex = holder.parallelIndex
  slot.passedOver = 0
  return slot
}

function isNew(slot: Slot): boolean {
  return isFree(slot) && slot.lastSeed === undefined
}

function runIsOver(): SandpitError {
  return new SandpitError('lease_lost', 'The run is over; its sandboxes have been given back.')
}
