import type { Holder } from './holder.ts'
import type { Slot } from './slot.ts'
import { type ParsedSeed, type SlotState, startsWith } from './slot.ts'
import type { Tenure } from './tenure.ts'

/** Who asks for a slot, of which server, and with what in it. */
export interface SlotQuery {
  readonly holder: Holder
  readonly server: string
  readonly seed?: ParsedSeed | undefined
}

/** The slots of a run, and what one wants to know of them. */
export class SlotSet {
  readonly #slots = new Set<Slot>()

  add(slot: Slot): void {
    this.#slots.add(slot)
  }

  delete(slot: Slot): void {
    this.#slots.delete(slot)
  }

  all(): readonly Slot[] {
    return [...this.#slots]
  }

  of(server: string): readonly Slot[] {
    return this.all().filter((slot) => slot.server === server)
  }

  /** How many a server has, those that are still acquired included. */
  live(server: string): number {
    return this.of(server).length
  }

  /** How many a server has for sure. */
  landed(server: string): number {
    return this.of(server).filter((slot) => slot.state !== 'acquiring').length
  }

  /** How many nobody has yet who soon may: those that are acquired, and those that are made ready. */
  coming(server: string): number {
    return this.of(server).filter(({ tenure: { is } }) => is === 'arriving' || is === 'tended')
      .length
  }

  /** How many nobody has. */
  free(server: string): number {
    return this.of(server).filter((slot) => slot.tenure.is === 'free' && isFree(slot)).length
  }

  /** How many the run has, but for those that go back. */
  had(server: string): number {
    return this.of(server).filter(({ tenure }) => !notHad.has(tenure.is)).length
  }

  /** What those are filled with, or about to be, that nobody has. */
  guesses(server: string): readonly ParsedSeed[] {
    return this.of(server).flatMap(({ tenure, guess }) =>
      guess !== undefined && idle.has(tenure.is) ? [guess] : [],
    )
  }

  /** The one that a test has by the lease of this id. */
  leased(leaseId: string): Slot | undefined {
    return this.all().find(({ lease }) => lease?.id === leaseId)
  }

  heldBy(holder: Holder, server: string): readonly Slot[] {
    return this.of(server).filter((slot) => slot.holder === holder)
  }

  /** How many a holder's tests have, but for those of tests that are over. */
  usedBy(holder: Holder, server: string): number {
    return this.heldBy(holder, server).filter(({ tenure }) => used.has(tenure.is)).length
  }

  /**
   * The one that takes least work among those that somebody may have now; of equals one's own.
   *
   * @param lastSandboxClaim how much more work the one that the worker of this index had last may take, and still be it
   */
  best({ holder, server, seed }: SlotQuery, lastSandboxClaim: number): Slot | undefined {
    const suiting = this.of(server).filter(
      (slot) => isFree(slot) && suits({ holder, server }, slot),
    )
    const claim = (slot: Slot): number =>
      (slot.holder === holder ? 0.5 : 0) + (wasHad(slot, holder) ? lastSandboxClaim : 0)
    const work = (slot: Slot): number => workOn(slot, seed) - claim(slot)
    return suiting.toSorted((one, other) => work(one) - work(other))[0]
  }

  /** Counts that a test took none of those that are free; the one that was left out most often. */
  passOver(server: string): Slot | undefined {
    const free = this.of(server).filter(isFree)
    for (const slot of free) slot.passedOver++
    return free.toSorted((one, other) => other.passedOver - one.passedOver)[0]
  }
}

const notHad: ReadonlySet<Tenure['is']> = new Set(['arriving', 'leaving', 'gone'])
const used: ReadonlySet<Tenure['is']> = new Set(['granted', 'leased'])
const idle: ReadonlySet<Tenure['is']> = new Set(['free', 'kept', 'tended'])

/** Whether nobody has it and a test can have it, perhaps after a reset; somebody may keep it. */
export function isFree({ tenure, state }: Slot): boolean {
  const states: readonly SlotState[] = ['clean', 'seeded', 'dirty', 'resetting']
  return ['free', 'kept'].includes(tenure.is) && states.includes(state)
}

/** Whether somebody may have a slot: it is of the right server, and nobody else keeps it. */
export function suits({ holder, server }: SlotQuery, slot: Slot): boolean {
  return server === slot.server && (slot.holder === undefined || slot.holder === holder)
}

function wasHad(slot: Slot, { parallelIndex }: Holder): boolean {
  return parallelIndex !== undefined && slot.parallelIndex === parallelIndex
}

/** The most calls that one test may have to wait for. */
export const mostWork = 2

/** How many calls it takes before a test can start on a slot. */
function workOn(slot: Slot, seed: ParsedSeed | undefined): number {
  if (startsWith(slot, seed)) return 0
  return slot.state === 'clean' ? 1 : mostWork
}
