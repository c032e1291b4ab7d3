import { SandpitError } from '@sandpit/client/errors'
import type { Slot } from '../slots/slot.ts'
import type { Service } from './open-service.ts'

/**
 * Makes sure, before a run works on what a sandbox holds, that the sandbox is still its own: a
 * service may end a lease by its time limit, or by somebody's hand, and give the sandbox to others.
 * Costs one `get` a check.
 */
export class OwnershipCheck {
  readonly #service: () => Promise<Service>
  readonly #used = new WeakSet<Slot>()
  readonly #takenOver = new WeakSet<Slot>()
  /** Which slot was given a sandbox last. */
  readonly #latest = new Map<string, Slot>()

  constructor(service: () => Promise<Service>) {
    this.#service = service
  }

  /**
   * What nobody has used since its acquire needs no look: the service has just given it.
   *
   * @throws SandpitError `taken_over` for a sandbox that is somebody else's by now.
   */
  async confirm(slot: Slot): Promise<void> {
    if (this.#takenOver.has(slot)) throw givenAgain(slot)
    if (!this.#used.has(slot)) return void this.#used.add(slot)
    const { client } = await this.#service()
    try {
      await client.confirm(slot.sandbox.sandboxId)
    } catch (error) {
      if (error instanceof SandpitError && error.code === 'taken_over') this.#takenOver.add(slot)
      throw error
    }
  }

  /**
   * Hears that a slot was given a sandbox. Where another slot had it, the service has ended that
   * slot's lease, by its time limit, in a run that goes on for hours.
   */
  given(slot: Slot, sandboxId: string): void {
    const before = this.#latest.get(sandboxId)
    if (before !== undefined) this.#takenOver.add(before)
    this.#latest.set(sandboxId, slot)
  }

  /** Whether a slot's sandbox was found to be somebody else's: it is not ours to give back. */
  isTakenOver(slot: Slot): boolean {
    return this.#takenOver.has(slot)
  }
}

function givenAgain({ server, sandbox: { sandboxId } }: Slot): SandpitError {
  return new SandpitError(
    'taken_over',
    `'${server}' sandbox ${sandboxId} belongs to another test of this run by now: the service ended this lease by its time limit, and gave it away. Nothing was done to it.`,
    { server, sandboxId },
  )
}
