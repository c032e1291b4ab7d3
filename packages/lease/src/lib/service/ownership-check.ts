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

  constructor(service: () => Promise<Service>) {
    this.#service = service
  }

  /**
   * What nobody has used since its acquire needs no look: the service has just given it.
   *
   * @throws SandpitError `taken_over` for a sandbox that is somebody else's by now.
   */
  async confirm(slot: Slot): Promise<void> {
    if (!this.#used.has(slot)) return void this.#used.add(slot)
    const { client } = await this.#service()
    try {
      await client.confirm(slot.sandbox.sandboxId)
    } catch (error) {
      if (error instanceof SandpitError && error.code === 'taken_over') this.#takenOver.add(slot)
      throw error
    }
  }

  /** Whether a slot's sandbox was found to be somebody else's: it is not ours to give back. */
  isTakenOver(slot: Slot): boolean {
    return this.#takenOver.has(slot)
  }
}
