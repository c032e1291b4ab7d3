import { SandpitError } from '@sandpit/client/errors'
import type { RunCounts } from './run-summary.ts'
import type { SandboxPool } from './sandbox-source.ts'
import { isLost, type Slot } from './slot.ts'
import type { SlotSet } from './slot-set.ts'

export interface SlotReleasesOptions {
  readonly pool: SandboxPool
  readonly slots: SlotSet
  readonly counts: RunCounts
}

/** Gives sandboxes back to the service, and keeps what could not be. */
export class SlotReleases {
  readonly #options: SlotReleasesOptions
  readonly #failures: SandpitError[] = []

  constructor(options: SlotReleasesOptions) {
    this.#options = options
  }

  /** Resolves when the service has answered, whatever it said; does nothing for a slot that has left. */
  async release(slot: Slot): Promise<void> {
    if (isLost(slot)) return
    const ended = slot.lease?.address?.end()
    slot.pass({ is: 'leaving' })
    await ended
    await slot.exclusive(() => this.#giveBack(slot))
  }

  /** Gives every sandbox back, and answers with what could not be in the whole run. */
  async releaseAll(): Promise<readonly SandpitError[]> {
    const { pool, slots } = this.#options
    await Promise.all(slots.all().map((slot) => this.release(slot)))
    return [...this.#failures, ...(await pool.settle())]
  }

  async #giveBack(slot: Slot): Promise<void> {
    const { pool, slots, counts } = this.#options
    slot.become('releasing')
    try {
      const fate = await pool.release(slot)
      counts[fate === 'given back' ? 'releases' : 'takenOver']++
    } catch (error) {
      this.#failures.push(SandpitError.from(error))
    }
    slot.become('released')
    slot.pass({ is: 'gone' })
    slots.delete(slot)
  }
}
