import { SandpitError } from '@sandpit/client/errors'
import { parseSeed } from '@sandpit/client/service'
import { parseWorkspace } from './local-calls.ts'
import { serversOfKey } from '../link/local-key.ts'
import { isMissing } from './missing-operation.ts'
import type { AnySandboxService, Service } from './open-service.ts'
import type { AcquireContext, SandboxSource } from '../slots/sandbox-source.ts'
import { ServicePool, type ServicePoolOptions } from './service-pool.ts'
import type { Slot, SlotSandbox } from '../slots/slot.ts'

/** Sandboxes of the Klavis API, hosted or emulated. */
export class ServiceSource implements SandboxSource {
  readonly #service: () => Promise<Service>
  readonly #pool: ServicePool

  constructor(options: ServicePoolOptions) {
    this.#service = options.service
    this.#pool = new ServicePool(options)
  }

  async parseSeed(server: string, value: unknown): Promise<unknown> {
    if (serversOfKey(server) !== undefined) return parseWorkspace(value)
    return parseSeed(await this.#describe(server), value)
  }

  async reset(slot: Slot): Promise<void> {
    const { client } = await this.#service()
    const { sandboxId } = slot.sandbox
    if (serversOfKey(slot.server) !== undefined) return client.local.reset(sandboxId)
    const status = await client.reset(slot.server, sandboxId)
    if (status === 'error') throw broken(slot, 'reset')
  }

  async seed(slot: Slot, seed: unknown): Promise<void> {
    const { client } = await this.#service()
    const { sandboxId } = slot.sandbox
    const status =
      serversOfKey(slot.server) === undefined
        ? await client.initialize(await this.#describe(slot.server), sandboxId, seed)
        : await client.local.uploadWorkspace(sandboxId, String(seed))
    if (status === 'error') throw broken(slot, 'initialize')
  }

  async dump(slot: Slot, into: string = process.cwd()): Promise<unknown> {
    const { client } = await this.#service()
    if (serversOfKey(slot.server) !== undefined) {
      return client.local.downloadWorkspace(slot.sandbox.sandboxId, into)
    }
    return client.dump(await this.#describe(slot.server), slot.sandbox.sandboxId)
  }

  async differences(slot: Slot, seed: unknown): Promise<readonly string[]> {
    const { services } = await this.#service()
    const service = services.find((each) => each.server === slot.server)
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
    const { services } = await this.#service()
    if (!services.some((each) => each.server === slot.server)) return undefined
    try {
      return await this.dump(slot)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async changes(slot: Slot, before: unknown, after: unknown): Promise<readonly string[]> {
    const { services } = await this.#service()
    const service = services.find((each) => each.server === slot.server)
    return service?.changes?.(before, after) ?? []
  }

  acquire(slot: Slot, context: AcquireContext): Promise<SlotSandbox> {
    return this.#pool.acquire(slot, context)
  }

  release(slot: Slot): Promise<void> {
    return this.#pool.release(slot)
  }

  releaseLeftovers(): Promise<readonly SandpitError[]> {
    return this.#pool.releaseLeftovers()
  }

  isScarce(server: string): boolean {
    return this.#pool.isScarce(server)
  }

  takesOneForOthers(server: string, share: number): boolean {
    return this.#pool.takesOneForOthers(server, share)
  }

  holders(server: string): Promise<string> {
    return this.#pool.holders(server)
  }

  async #describe(server: string): Promise<AnySandboxService> {
    const { services } = await this.#service()
    const service = services.find((each) => each.server === server)
    if (service !== undefined) return service
    const known = services.map((each) => `'${each.server}'`).join(', ')
    throw new SandpitError(
      'configuration',
      `Nothing describes the seeds and dumps of '${server}' in this run (it knows ${known}); add its service to \`services\`.`,
      { server },
    )
  }
}

function broken(slot: Slot, operation: string): SandpitError {
  const { sandboxId } = slot.sandbox
  return new SandpitError(
    'sandbox_broken',
    `'${slot.server}' sandbox ${sandboxId} went into state error during ${operation}; it goes back to the service and another takes its place.`,
    { server: slot.server, sandboxId, operation },
  )
}
