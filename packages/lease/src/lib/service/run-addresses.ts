import type { AddressOptions, Gateway, GatewayOptions } from '@sandpit/gateway'
import type { LeaseRequest } from '../link/link.ts'
import type { LeaseAddresses } from '../broker/lease-address.ts'
import type { Slot } from '../slots/slot.ts'
import { type AnySandboxService, describeIn, type Service } from './open-service.ts'

/** A run's gateway, started when the first test asks for a sandbox, and the addresses that it gives. */
export class RunAddresses {
  readonly #options: GatewayOptions
  #gateway: Promise<Gateway> | undefined

  constructor(options: GatewayOptions) {
    this.#options = options
  }

  /** The addresses of leases on one service. */
  of(service: () => Promise<Service>): LeaseAddresses {
    let started: readonly [Gateway, Service] | undefined
    const described = new Map<string, AnySandboxService | undefined>()
    return {
      start: async ({ server, faults = [] }) => {
        const { parseFaults } = await import('@sandpit/gateway')
        parseFaults(faults)
        started ??= await Promise.all([this.#start(), service()])
        if (!described.has(server)) described.set(server, await describeIn(started[1], server))
      },
      open: (slot, request) => {
        if (started === undefined) throw new Error('no address can be opened before start')
        const [gateway, opened] = started
        return gateway.open(addressOptions(opened, slot, request, described.get(slot.server)))
      },
      openWorker: () => {
        if (started === undefined) throw new Error('no address can be opened before start')
        return started[0].openWorker()
      },
    }
  }

  async close(): Promise<void> {
    const gateway = await this.#gateway?.catch(() => undefined)
    await gateway?.close()
  }

  #start(): Promise<Gateway> {
    this.#gateway ??= import('@sandpit/gateway').then(({ startGateway }) =>
      startGateway(this.#options),
    )
    return this.#gateway
  }
}

function addressOptions(
  { client }: Service,
  { server, sandbox }: Slot,
  { label, readOnly, faults }: LeaseRequest,
  described: AnySandboxService | undefined,
): AddressOptions {
  return {
    label,
    faults,
    mcp: sandbox.mcpUrls ?? { [server]: sandbox.mcpUrl },
    ...readingTools(described, readOnly),
    rest: async () => described?.rest?.(await client.get(server, sandbox.sandboxId)),
  }
}

/** Where nobody says which tools only read, none can be refused; what they did is seen afterwards. */
function readingTools(
  described: AnySandboxService | undefined,
  readOnly = false,
): { readOnly: boolean; isReadOnlyTool?: (tool: string) => boolean } {
  if (described?.readOnlyTools === undefined) return { readOnly: false }
  const tools = new Set(described.readOnlyTools)
  return { readOnly, isReadOnlyTool: (tool) => tools.has(tool) }
}
