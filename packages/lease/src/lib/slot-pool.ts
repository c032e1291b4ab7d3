import { SandpitError } from '@sandpit/client/errors'
import type { RunCounts } from './run-summary.ts'
import type { SandboxSource } from './sandbox-source.ts'
import { type Holder, Slot } from './slot.ts'
import { type ParsedSeed, type SlotCare, startsWith } from './slot-care.ts'
import { type Waiter, WaitingLine } from './waiting-line.ts'

export interface SlotPoolOptions {
  readonly source: SandboxSource
  readonly care: SlotCare
  readonly counts: RunCounts
  /** How many sandboxes of one server the run's tests may use at a time: its number of workers. */
  readonly ceiling: number
  /** How many more the run may take, to have one ready when a test asks. */
  readonly spares: number
}

/** How often an acquire that somebody waits for is tried, beyond what the client does by itself. */
const triesForWaiter = 2

/** What somebody who wants a slot is about to do with it. */
export interface Want {
  readonly holder: Holder
  readonly server: string
  readonly seed?: ParsedSeed | undefined
  /** Ends the wait. */
  readonly signal: AbortSignal
  /** Called when there is none and the wait begins. */
  readonly onWait?: (() => void) | undefined
}

/** A run's slots: who has which, who waits for one, and how many there may be. */
export class SlotPool {
  readonly #source: SandboxSource
  readonly #care: SlotCare
  readonly #counts: RunCounts
  readonly #ceiling: number
  readonly #spares: number
  readonly #slots = new Set<Slot>()
  readonly #line = new WaitingLine()
  /** The holders that use a server's sandboxes now. */
  readonly #users = new Map<string, Set<object>>()
  /** Holders that are gone: nothing is kept for them, even what was under way for them. */
  readonly #gone = new WeakSet<object>()
  /** Why a server's pool gives nothing more in this run. */
  readonly #refused = new Map<string, SandpitError>()
  readonly #background = new Set<Promise<unknown>>()
  readonly #failures: SandpitError[] = []
  readonly #over = new AbortController()

  constructor({ source, care, counts, ceiling, spares }: SlotPoolOptions) {
    this.#source = source
    this.#care = care
    this.#counts = counts
    this.#ceiling = ceiling
    this.#spares = spares
  }

  /** Waits for a slot that nobody uses: the one that needs least work, or a new one. */
  async take(want: Want): Promise<Slot> {
    const { holder, server, signal } = want
    if (signal.aborted) throw stoppedWaiting(server, signal.reason)
    if (this.#over.signal.aborted) throw runIsOver()
    this.#use(holder, server)
    const free = this.#free(want)
    if (free !== undefined) {
      const slot = grant(free, holder)
      this.#fillSpares(want)
      return slot
    }
    const refused = this.#refused.get(server)
    if (refused !== undefined && this.#live(server) === 0) throw refused
    want.onWait?.()
    const started = performance.now()
    const waiting = this.#line.join(holder, server, signal)
    this.#grow(server)
    const slot = await waiting
    this.#counts.waitedForSandboxMs += performance.now() - started
    return slot
  }

  /**
   * Makes sure that a holder's tests will find a slot. Without spares it gets one to keep between
   * its tests; with spares there are enough for all, and nobody keeps any.
   */
  async hold(want: Want): Promise<void> {
    const { holder, server } = want
    this.#use(holder, server)
    const isHeld =
      this.#spares === 0
        ? this.#heldBy(holder, server).length > 0
        : this.#landed(server) >= this.#usersOf(server).size
    if (!isHeld) this.rest(await this.take(want))
  }

  /** Takes a slot back between two tests. */
  rest(slot: Slot): void {
    slot.busy = false
    if (!this.#keeps(slot)) slot.holder = undefined
    if (this.#offer(slot)) return
    if (this.#spares > 0 && slot.state === 'dirty' && !this.#over.signal.aborted) {
      this.#refresh(slot)
    }
  }

  /** Gives a slot's sandbox back to the service; another takes its place when somebody needs it. */
  retire(slot: Slot): void {
    this.inBackground(this.#release(slot).then(() => this.#grow(slot.server)))
  }

  /** Gives up what a holder keeps between its tests. */
  letGo(holder: object): void {
    for (const users of this.#users.values()) users.delete(holder)
    for (const slot of this.#slots) {
      if (slot.holder !== holder) continue
      slot.holder = undefined
      this.#offer(slot)
    }
  }

  /** Forgets a holder; what is under way for it comes free when it is done. */
  forget(holder: object): void {
    this.#gone.add(holder)
    this.letGo(holder)
  }

  /** Lets work go on beside the tests; the pool is not drained before it has ended. */
  inBackground(work: Promise<unknown>): void {
    this.#background.add(work)
    const done = (): void => void this.#background.delete(work)
    work.then(done, done)
  }

  /** Gives every sandbox back, and answers with what could not be. */
  async drain(): Promise<readonly SandpitError[]> {
    this.#over.abort()
    this.#line.rejectAll(runIsOver())
    while (this.#background.size > 0) await Promise.allSettled(this.#background)
    await Promise.all([...this.#slots].map((slot) => this.#release(slot)))
    this.#failures.push(...(await this.#source.releaseLeftovers()))
    return [...this.#failures]
  }

  #use(holder: object, server: string): void {
    if (this.#gone.has(holder)) return
    const users = this.#usersOf(server).add(holder)
    if (this.#spares > 0) this.#growTo(server, users.size + this.#spares)
  }

  /** Fills new spares with the first seed that is known, but for those that other workers may want empty. */
  #fillSpares({ server, seed }: Want): void {
    if (this.#spares === 0 || seed === undefined) return
    const ours = [...this.#slots].filter((slot) => slot.server === server)
    const waiting = this.#usersOf(server).size - ours.filter((slot) => slot.busy).length
    for (const slot of ours.filter(isNew).slice(Math.max(0, waiting))) {
      slot.lastSeed = seed
      this.#refresh(slot)
    }
  }

  #usersOf(server: string): Set<object> {
    const users = this.#users.get(server) ?? new Set()
    this.#users.set(server, users)
    return users
  }

  #free({ holder, server, seed }: Want): Slot | undefined {
    const suiting = [...this.#slots].filter(
      (slot) => isFree(slot) && suits({ holder, server }, slot),
    )
    const work = (slot: Slot): number => workOn(slot, seed) - this.#claim(slot, holder)
    return suiting.toSorted((one, other) => work(one) - work(other))[0]
  }

  /** How much more work a slot may need than another, and still be the one to take. */
  #claim(slot: Slot, holder: Holder): number {
    const isOfPlace = slot.place !== undefined && slot.place === holder.place
    const claimOfPlace = this.#spares > 0 ? 0.25 : mostWork
    return (slot.holder === holder ? 0.5 : 0) + (isOfPlace ? claimOfPlace : 0)
  }

  #keeps({ holder, server }: Slot): boolean {
    if (holder === undefined || this.#spares > 0 || this.#gone.has(holder)) return false
    return this.#heldBy(holder, server).length === 1
  }

  #heldBy(holder: object, server: string): readonly Slot[] {
    return [...this.#slots].filter((slot) => slot.holder === holder && slot.server === server)
  }

  /** Gives a slot to the first who waits for one like it, if anybody does. */
  #offer(slot: Slot): boolean {
    if (!isFree(slot)) return false
    const waiter = this.#line.next((each) => suits(each, slot))
    waiter?.resolve(grant(slot, waiter.holder))
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

  #live(server: string): number {
    return [...this.#slots].filter((slot) => slot.server === server).length
  }

  #landed(server: string): number {
    const landed = (slot: Slot): boolean => slot.server === server && slot.state !== 'acquiring'
    return [...this.#slots].filter(landed).length
  }

  /** Acquires for those who wait. */
  #grow(server: string): void {
    const acquiring = this.#live(server) - this.#landed(server)
    this.#growTo(server, this.#live(server) + this.#line.count(server) - acquiring)
  }

  #growTo(server: string, size: number): void {
    if (this.#over.signal.aborted) return
    const most = Math.min(size, this.#ceiling + this.#spares)
    for (let n = most - this.#live(server); n > 0; n--) this.#acquire(server)
  }

  #acquire(server: string, tries = 1): void {
    const slot = new Slot(server)
    this.#slots.add(slot)
    const context = {
      signal: this.#over.signal,
      others: () => this.#landed(server),
      ceiling: this.#ceiling,
    }
    const landed = this.#source.acquire(slot, context).then(
      (sandbox) => {
        this.#counts.acquires++
        slot.land(sandbox)
        this.rest(slot)
      },
      (error: unknown) => {
        slot.become('released')
        this.#slots.delete(slot)
        this.#refuse(server, SandpitError.from(error), tries)
      },
    )
    this.inBackground(landed)
  }

  #refuse(server: string, error: SandpitError, tries: number): void {
    if (isFinal(error)) {
      this.#refused.set(server, error)
      // Whoever can still be served by a sandbox of this run goes on waiting for it.
      if (this.#live(server) === 0) this.#line.rejectServer(server, error)
      return
    }
    const acquiring = this.#live(server) - this.#landed(server)
    if (this.#line.count(server) <= acquiring || this.#over.signal.aborted) return
    if (tries < triesForWaiter) return this.#acquire(server, tries + 1)
    this.#line.next((waiter) => waiter.server === server)?.reject(error)
    this.#grow(server)
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
  slot.place = holder.place
  return slot
}

function isFree(slot: Slot): boolean {
  return !slot.busy && ['clean', 'seeded', 'dirty'].includes(slot.state)
}

function isNew(slot: Slot): boolean {
  return isFree(slot) && slot.lastSeed === undefined
}

function suits({ holder, server }: Pick<Waiter, 'holder' | 'server'>, slot: Slot): boolean {
  return server === slot.server && (slot.holder === undefined || slot.holder === holder)
}

const mostWork = 2

/** How many calls it takes before a test can start on a slot. */
function workOn(slot: Slot, seed: ParsedSeed | undefined): number {
  if (startsWith(slot, seed)) return 0
  return slot.state === 'clean' ? 1 : mostWork
}

function isFinal(error: SandpitError): boolean {
  const codes: readonly string[] = ['authentication', 'configuration', 'exhausted']
  return codes.includes(error.code)
}

function stoppedWaiting(server: string, cause: unknown): SandpitError {
  const message = `The test was over before its '${server}' sandbox was ready.`
  return new SandpitError('aborted', message, { server, cause })
}

function runIsOver(): SandpitError {
  return new SandpitError('lease_lost', 'The run is over; its sandboxes have been given back.')
}
