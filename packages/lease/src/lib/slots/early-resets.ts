import type { Background } from './background.ts'
import type { Slot } from './slot.ts'
import type { SlotCare } from './slot-care.ts'
import { SlotTimers } from './slot-timers.ts'

export interface EarlyResetsOptions {
  readonly care: SlotCare
  readonly background: Background
  /** Ends with the run. */
  readonly over: AbortSignal
  /** Whether tests will come that have not been started; undefined where nobody knows. */
  readonly hasMoreToStart: (() => boolean) | undefined
  /** Gives a slot's sandbox back. */
  readonly retire: (slot: Slot) => void
}

/** Longer than a runner takes from its last test to the end of the run, where that cannot be foreseen. */
const pauseMs = 100

/**
 * Empties the sandbox that a worker goes on with while its runner does other things: between two
 * files, or while it starts another worker. The last one of a run is not worth a reset.
 */
export class EarlyResets {
  readonly #options: EarlyResetsOptions
  readonly #pauses = new SlotTimers()

  constructor(options: EarlyResetsOptions) {
    this.#options = options
  }

  /** A test is done with a slot. */
  start(slot: Slot): void {
    const hasMore = this.#options.hasMoreToStart?.()
    if (slot.state !== 'dirty' || hasMore === false) return
    if (hasMore === true) return this.#empty(slot)
    this.#pauses.start(slot, pauseMs, () => this.#empty(slot))
  }

  clear(): void {
    this.#pauses.clear()
  }

  /** Whoever asks for the slot meanwhile has it, and waits for the rest. */
  #empty(slot: Slot): void {
    const { care, background, over, retire } = this.#options
    if (over.aborted || !isAtRest(slot) || !slot.quiet) return
    const emptied = slot.exclusive(() => care.emptyAhead(slot))
    background.add(
      emptied.then(() => {
        if (slot.state === 'broken' && isAtRest(slot)) retire(slot)
      }),
    )
  }
}

function isAtRest({ tenure }: Slot): boolean {
  return tenure.is === 'free' || tenure.is === 'kept'
}
