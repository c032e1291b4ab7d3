import { SandpitError, type SandpitIssue } from '@sandpit/client/errors'
import { ParsedSeed } from '@sandpit/client/service'
import type { SandboxContents } from '../slots/sandbox-source.ts'
import type { ParsedSeed as SlotSeed, Slot } from '../slots/slot.ts'
import { broken } from './broken-sandbox.ts'
import { isMissing } from './missing-operation.ts'
import { type AnySandboxService, describeIn, type Service } from './open-service.ts'

/** Hears of values in a seed that its contract allows, and its system is likely to refuse. */
export type OnDoubts = (server: string, doubts: readonly SandpitIssue[]) => void

/** What sandboxes hold whose systems the run's services describe. */
export class ServiceContents implements SandboxContents {
  readonly #service: () => Promise<Service>
  readonly #isOurs: (slot: Slot) => Promise<void>
  readonly #onDoubts: OnDoubts

  /** @param isOurs makes sure that a slot's sandbox is still the run's; rejects with `taken_over` */
  constructor(
    service: () => Promise<Service>,
    isOurs: (slot: Slot) => Promise<void>,
    onDoubts: OnDoubts = () => {},
  ) {
    this.#service = service
    this.#isOurs = isOurs
    this.#onDoubts = onDoubts
  }

  async parseSeed(server: string, value: unknown): Promise<SlotSeed> {
    const service = await this.#describe(server)
    const seed = ParsedSeed.of(service, value)
    const doubts = service.doubts?.(seed.value) ?? []
    if (doubts.length > 0) this.#onDoubts(server, doubts)
    return seed
  }

  async reset(slot: Slot): Promise<void> {
    const { client } = await this.#service()
    await this.#isOurs(slot)
    const status = await client.reset(slot.server, slot.sandbox.sandboxId)
    if (status === 'error') throw broken(slot, 'reset')
  }

  async seed(slot: Slot, seed: SlotSeed): Promise<void> {
    const { client } = await this.#service()
    const service = await this.#describe(slot.server)
    await this.#isOurs(slot)
    const status = await client.initialize(service, slot.sandbox.sandboxId, seed)
    if (status === 'error') throw broken(slot, 'initialize')
  }

  async dump(slot: Slot): Promise<unknown> {
    const { client } = await this.#service()
    const dump = client.dump(await this.#describe(slot.server), slot.sandbox.sandboxId)
    // Beside the dump, which harms nobody; but what it shows may be somebody else's.
    const [data] = await Promise.all([dump, this.#isOurs(slot)])
    return data
  }

  async differences(slot: Slot, seed: unknown): Promise<readonly string[]> {
    const service = await this.#find(slot.server)
    if (service?.differences === undefined) return []
    try {
      return service.differences(seed, await this.dump(slot))
    } catch (error) {
      // Dumps are newer than the reference: an older service does not have them.
      if (isMissing(error)) return []
      throw error
    }
  }

  async snapshot(slot: Slot): Promise<unknown> {
    if ((await this.#find(slot.server)) === undefined) return undefined
    try {
      return await this.dump(slot)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async changes(slot: Slot, before: unknown, after: unknown): Promise<readonly string[]> {
    const service = await this.#find(slot.server)
    return service?.changes?.(before, after) ?? []
  }

  async #find(server: string): Promise<AnySandboxService | undefined> {
    return describeIn(await this.#service(), server)
  }

  async #describe(server: string): Promise<AnySandboxService> {
    const found = await this.#find(server)
    if (found !== undefined) return found
    throw new SandpitError(
      'configuration',
      `Neither this run nor the service's public document describes the data of '${server}'; add its service to \`services\`.`,
      { server },
    )
  }
}
