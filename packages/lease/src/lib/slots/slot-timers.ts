import type { Slot } from './slot.ts'

/** Work that waits at slots, one piece at each; no reason for a process to live on. */
export class SlotTimers {
  readonly #timers = new Map<Slot, NodeJS.Timeout>()

  /** Does the work so much later, in place of what waited at the slot before. */
  start(slot: Slot, ms: number, work: () => void): void {
    clearTimeout(this.#timers.get(slot))
    const timer = setTimeout(() => {
      this.#timers.delete(slot)
      work()
    }, ms)
    timer.unref()
    this.#timers.set(slot, timer)
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
