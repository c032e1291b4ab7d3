import type { SandboxPool } from './sandbox-source.ts'
import type { Slot } from './slot.ts'
import { isFree, type SlotSet } from './slot-set.ts'
import { SlotTimers } from './slot-timers.ts'

export interface IdleSlotsOptions {
  readonly pool: SandboxPool
  readonly slots: SlotSet
  /** Ends with the run. */
  readonly over: AbortSignal
  /** Gives a slot's sandbox back. */
  readonly retire: (slot: Slot) => void
}

/** Longer than most workers take from one file to the next. */
const idleMs = 5000

/** Slots that this run can do without: when others wait for their sandboxes, they get some. */
export class IdleSlots {
  readonly #options: IdleSlotsOptions
  readonly #timers = new SlotTimers()

  constructor(options: IdleSlotsOptions) {
    this.#options = options
  }

  /** Whether a slot that a file is done with goes to other runs. The last one never does. */
  isForOthers({ server, tenure }: Slot, users: number): boolean {
    const { pool, slots, over } = this.#options
    const landed = slots.landed(server)
    if (tenure.is !== 'free' || over.aborted || landed < 2) return false
    // Whoever lets go of the slot is back with its next file most likely.
    return pool.takesOneForOthers(server, Math.min(1, landed / (users + 1)))
  }

  /**
   * Gives a sandbox back that nobody in this run uses for a while, when others may be waiting for
   * it; who looks at the same slot again puts that off. One that was acquired ahead goes in any case:
   * its worker waits for another first, which a run may have that waits for this one.
   */
  watch(slot: Slot): void {
    if (!this.#isIdle(slot)) return
    this.#timers.start(slot, idleMs, () => {
      const { pool, retire } = this.#options
      if (this.#isIdle(slot) && (slot.isAhead || pool.isScarce(slot.server))) retire(slot)
    })
  }

  clear(): void {
    this.#timers.clear()
  }

  #isIdle(slot: Slot): boolean {
    return isFree(slot) && slot.tenure.is === 'free' && !this.#options.over.aborted
  }
}
