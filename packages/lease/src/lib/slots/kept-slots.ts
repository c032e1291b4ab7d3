import type { Holder } from './holder.ts'
import type { Slot } from './slot.ts'
import type { SlotSet } from './slot-set.ts'
import type { WaitingLine } from './waiting-line.ts'

/**
 * Which slots holders may keep between their tests. Whoever waits keeps none that others wait for,
 * unless it was promised before what it waits for: two that keep what the other waits for would wait
 * for ever, and so would one that lost an earlier one and keeps a later.
 */
export class KeptSlots {
  readonly #slots: SlotSet
  readonly #line: WaitingLine

  constructor(slots: SlotSet, line: WaitingLine) {
    this.#slots = slots
    this.#line = line
  }

  mayKeep(holder: Holder, server: string): boolean {
    const isOnTheWay = (other: string): boolean => holder.isBefore(server, other)
    return holder.uses(server) && this.#line.of(holder).every(isOnTheWay)
  }

  /** Those that somebody waits for and whose holder may not keep them now. */
  *yielded(): Generator<Slot> {
    for (const slot of this.#slots.all()) {
      const { tenure, server } = slot
      if (tenure.is !== 'kept' || this.mayKeep(tenure.holder, server)) continue
      if (this.#line.count(server) > 0) yield slot
    }
  }
}
