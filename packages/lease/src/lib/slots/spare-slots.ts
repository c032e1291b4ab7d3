import type { Background } from './background.ts'
import type { Slot } from './slot.ts'
import type { SlotCare } from './slot-care.ts'
import { isFree, type SlotQuery, type SlotSet } from './slot-set.ts'
import type { SlotSupply } from './slot-supply.ts'
import type { WaitingLine } from './waiting-line.ts'

export interface SpareSlotsOptions {
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

/** Slots beyond one for each worker: made ready while tests run on the others. */
export class SpareSlots {
  readonly #options: SpareSlotsOptions

  constructor(options: SpareSlotsOptions) {
    this.#options = options
  }

  hasAny(server: string): boolean {
    return this.#options.supply.spares(server).count > 0
  }

  /** Counts a wait that a spare would have saved; whether there are more spares from now on. */
  waited(server: string, ms: number): boolean {
    const spares = this.#options.supply.spares(server)
    const before = spares.count
    spares.waited(ms)
    return spares.count !== before
  }

  /** Fills new spares with the first seed that is known, but for those that other workers may want empty. */
  fillNew({ server, seed }: SlotQuery): void {
    if (!this.hasAny(server) || seed === undefined) return
    const ours = this.#options.slots.of(server)
    const inUse = ours.filter(({ tenure }) => tenure.is !== 'free' && tenure.is !== 'kept')
    const waiting = this.#options.users(server) - inUse.length
    for (const slot of ours.filter(isNew).slice(Math.max(0, waiting))) {
      slot.lastSeed = seed
      this.#refresh(slot)
    }
  }

  /** Makes a slot ready that a test is done with, where spares take its turn meanwhile. */
  refreshUsed(slot: Slot): void {
    const isUsed = slot.tenure.is === 'free' && slot.state === 'dirty'
    if (isUsed && this.hasAny(slot.server) && !this.#options.over.aborted) this.#refresh(slot)
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

  /** Makes a slot ready for whoever comes next. */
  #refresh(slot: Slot): void {
    const { care, line, background, over, offer, retire } = this.#options
    slot.pass({ is: 'tended' })
    const isWanted = (): boolean => over.aborted || line.count(slot.server) > 0
    const done = (): void => {
      if (slot.tenure.is !== 'tended') return
      if (slot.state === 'broken') return retire(slot)
      slot.pass({ is: 'free' })
      offer(slot)
    }
    background.add(slot.exclusive(() => care.refresh(slot, isWanted)).then(done, done))
  }
}

function isNew(slot: Slot): boolean {
  return isFree(slot) && slot.tenure.is === 'free' && slot.lastSeed === undefined
}
