import { SandpitError } from '@sandpit/client/errors'
import type { LeasePhase } from '../link/link.ts'
import { isLost, type Slot } from '../slots/slot.ts'
import type { SlotCare, TestStart } from '../slots/slot-care.ts'
import { runIsOver, type SlotPool, type SlotRequest } from '../slots/slot-pool.ts'
import { stoppedWaiting } from '../slots/waiting-line.ts'

/** How often a test's sandbox is prepared, beyond what the client does by itself for each call. */
const triesToPrepare = 5

/** What a test starts with. */
export type WantedStart = SlotRequest &
  TestStart & {
    /** Resolves when an address can be opened for it. */
    readonly starting: Promise<void> | undefined
  }

/** Finds a test a slot, and gets it ready. */
export class SlotPreparation {
  readonly #pool: SlotPool
  readonly #care: SlotCare

  constructor(pool: SlotPool, care: SlotCare) {
    this.#pool = pool
    this.#care = care
  }

  /**
   * A slot that holds the seed and nothing else. A sandbox that breaks on the way is replaced; one
   * whose seed may be stored in part, or twice, is emptied and filled once more.
   */
  async ready(want: WantedStart, onPhase?: (phase: LeasePhase) => void): Promise<Slot> {
    const { signal } = want
    for (let tries = 1; ; tries++) {
      const slot = await this.#pool.take(want)
      const wasDirty = slot.state === 'dirty' || slot.state === 'resetting'
      const started = performance.now()
      // It may be emptied already.
      if (!slot.quiet) onPhase?.('reset')
      try {
        await slot.exclusive(() => this.#care.prepare(slot, want, onPhase))
        if (wasDirty) this.#pool.waited(slot.server, performance.now() - started)
        await want.starting
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
}

/** Whether what failed may work another time, or with another sandbox. */
function mayPass(error: unknown): boolean {
  const final: readonly string[] = ['invalid_seed', 'validation', 'authentication', 'configuration']
  return error instanceof SandpitError && !final.includes(error.code)
}
