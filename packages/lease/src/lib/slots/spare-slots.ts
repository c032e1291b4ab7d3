import type { Background } from './background.ts'
import type { SandboxPool } from './sandbox-source.ts'
import type { ParsedSeed, Slot } from './slot.ts'
import type { SlotCare } from './slot-care.ts'
import { isFree, type SlotQuery, type SlotSet } from './slot-set.ts'
import type { SlotSupply } from './slot-supply.ts'
import type { WaitingLine } from './waiting-line.ts'

export interface SpareSlotsOptions {
  readonly pool: SandboxPool
  /** How many workers the run has. */
  readonly workers: number
  readonly care: SlotCare
  readonly slots: SlotSet
  readonly line: WaitingLine
  readonly supply: SlotSupply
  readonly background: Background
  /** Ends with the run. */
  readonly over: AbortSignal
  /** How many workers use a server's sandboxes now. */
  readonly users: (server: string) => number
  /** Gives a slot to whoever waits for one like it. */
  readonly offer: (slot: Slot) => void
  /** Gives a slot's sandbox back. */
  readonly retire: (slot: Slot) => void
}

/** How often a run with spares looks whether others want them. */
const lookEveryMs = 10_000

/** Slots beyond one for each worker: made ready while tests run on the others. */
export class SpareSlots {
  readonly #options: SpareSlotsOptions
  /** The seed that a test of a server wanted last. */
  readonly #lastSeeds = new Map<string, ParsedSeed>()
  /** How many spares may stay, where others may want some. */
  readonly #most = new Map<string, number>()
  readonly #looks = new Map<string, NodeJS.Timeout>()

  constructor(options: SpareSlotsOptions) {
    this.#options = options
  }

  /** Whether there are more than workers use; one that took itself counts when it has come. */
  hasAny(server: string): boolean {
    const { supply, slots, users } = this.#options
    const { isAuto, count } = supply.spares(server)
    return count > 0 && (!isAuto || slots.had(server) > users(server))
  }

  /** Counts a wait that a spare would have saved; whether there are more spares from now on. */
  waited(server: string, ms: number): boolean {
    const { supply, care, users } = this.#options
    const spares = supply.spares(server)
    const before = spares.count
    spares.waited(ms, care.sparesFor(server, Math.max(1, users(server))))
    return spares.count !== before
  }

  /** A sandbox has come. */
  landed(slot: Slot): void {
    this.fillNew(slot)
    if (this.hasAny(slot.server)) this.#watchOthers(slot.server)
  }

  /**
   * Fills new spares: with what a forecast says, else with the seed that a test wanted last, but for
   * those that other workers may want empty.
   */
  fillNew({ server, seed = this.#lastSeeds.get(server) }: Omit<SlotQuery, 'holder'>): void {
    if (seed !== undefined) this.#lastSeeds.set(server, seed)
    const { slots, users, care, over } = this.#options
    if (!this.hasAny(server) || over.aborted) return
    const ours = slots.of(server)
    const isTold = care.knowsSeeds(server)
    const waiting = isTold ? 0 : users(server) - ours.filter(isInUse).length
    for (const slot of ours.filter(isNew).slice(Math.max(0, waiting))) {
      slot.lastSeed = seed
      if (seed !== undefined || isTold) this.#refresh(slot)
    }
  }

  /** Makes a slot ready that a test is done with, where spares take its turn meanwhile. */
  refreshUsed(slot: Slot): void {
    if (slot.tenure.is !== 'free' || this.#options.over.aborted) return
    if (this.#giveExcess(slot) || slot.state !== 'dirty') return
    if (this.hasAny(slot.server)) this.#refresh(slot)
  }

  /** Gives a spare back that tests have done without for long, while another was taken. */
  giveUpIdle(server: string): void {
    const { slots, supply, users, retire } = this.#options
    const live = slots.live(server)
    if (live <= users(server)) return
    const idle = slots.passOver(server)
    const spares = supply.spares(server)
    if (idle === undefined || !spares.isIdle(idle.passedOver, live)) return
    spares.givenUp()
    retire(idle)
  }

  /** The pool had fewer than were asked for: of those that came, one is left to others. */
  leaveOne(server: string): void {
    const { slots, workers } = this.#options
    this.#keepAtMost(server, slots.had(server) - workers - 1)
  }

  clear(): void {
    for (const timer of this.#looks.values()) clearTimeout(timer)
    this.#looks.clear()
  }

  /** While there are spares, others that come later get them when the pool has no more. */
  #watchOthers(server: string): void {
    const { pool, over, supply } = this.#options
    if (this.#looks.has(server) || over.aborted || !supply.spares(server).isAuto) return
    const look = async (): Promise<void> => {
      const isShort = await pool.isShort(server).catch(() => false)
      this.#looks.delete(server)
      if (isShort) supply.spares(server).refused()
      if (isShort) this.#keepAtMost(server, 0)
      else if (supply.spares(server).count > 0) this.#watchOthers(server)
    }
    const timer = setTimeout(() => void look(), lookEveryMs)
    timer.unref()
    this.#looks.set(server, timer)
  }

  /** Gives back what there is beyond so many spares, each as soon as nobody has it. */
  #keepAtMost(server: string, count: number): void {
    const { slots, supply } = this.#options
    supply.spares(server).limit(count)
    this.#most.set(server, Math.max(0, count))
    for (const slot of slots.of(server)) this.#giveExcess(slot)
  }

  /** Whether a slot is one too many, and goes back; never while somebody waits. */
  #giveExcess(slot: Slot): boolean {
    const { slots, workers, line, retire } = this.#options
    const { server } = slot
    const most = workers + (this.#most.get(server) ?? Infinity)
    if (slots.had(server) <= most || line.count(server) > 0) return false
    if (slot.tenure.is !== 'free' || !isFree(slot)) return false
    retire(slot)
    return true
  }

  /** Makes a slot ready for whoever comes next. */
  #refresh(slot: Slot): void {
    const { care, line, slots, background, over, offer, retire } = this.#options
    slot.pass({ is: 'tended' })
    slot.guess = undefined
    const isWanted = (): boolean => over.aborted || line.count(slot.server) > 0
    const done = (): void => {
      if (slot.tenure.is !== 'tended') return
      if (slot.state === 'broken') return retire(slot)
      slot.pass({ is: 'free' })
      if (!this.#giveExcess(slot)) offer(slot)
    }
    const ready = (): readonly ParsedSeed[] => slots.guesses(slot.server)
    background.add(slot.exclusive(() => care.refresh(slot, isWanted, ready)).then(done, done))
  }
}

function isInUse({ tenure: { is } }: Slot): boolean {
  return is !== 'free' && is !== 'kept'
}

function isNew(slot: Slot): boolean {
  return slot.state === 'clean' && slot.tenure.is === 'free' && slot.lastSeed === undefined
}
