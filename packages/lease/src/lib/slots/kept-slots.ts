import type { Holder, Slot } from './slot.ts'
import { isFree, type SlotSet } from './slot-set.ts'
import type { WaitingLine } from './waiting-line.ts'

/**
 * Which slots holders may keep between their tests. Whoever waits keeps none that others wait for,
 * unless it was promised: two that keep what the other waits for would wait for ever.
 */
export class KeptSlots {
  readonly #slots: SlotSet
  readonly #line: WaitingLine
  readonly #promised = new WeakMap<Holder, Set<string>>()

  constructor(slots: SlotSet, line: WaitingLine) {
    this.#slots = slots
    this.#line = line
  }

  /** Lets a holder keep a server's slot, whatever it waits for, until it lets go. */
  promise(holder: Holder, server: string): void {
    const servers = this.#promised.get(holder) ?? new Set()
    this.#promised.set(holder, servers.add(server))
  }

  letGo(holder: Holder): void {
    this.#promised.delete(holder)
  }

  mayKeep(holder: Holder, server: string): boolean {
    return !this.#line.has(holder) || this.#promised.get(holder)?.has(server) === true
  }

  /** Those that somebody waits for and whose holder may not keep them now. */
  *yielded(): Generator<Slot> {
    for (const slot of this.#slots.all()) {
      const { holder, server } = slot
      if (holder === undefined || !isFree(slot) || this.mayKeep(holder, server)) continue
      if (this.#line.count(server) > 0) yield slot
    }
  }
}
