import type { Slot } from './slot.ts'

/** Longer than most workers take from one file to the next. */
const idleMs = 5000

/** Slots that nobody keeps or waits for: those that stay so are more than the run needs now. */
export class IdleSlots {
  readonly #timers = new Map<Slot, NodeJS.Timeout>()

  /** Calls back after a while; who looks at the same slot again puts that off. */
  watch(slot: Slot, onIdle: () => void): void {
    clearTimeout(this.#timers.get(slot))
    const timer = setTimeout(() => {
      this.#timers.delete(slot)
      onIdle()
    }, idleMs)
    timer.unref()
    this.#timers.set(slot, timer)
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
