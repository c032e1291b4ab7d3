import type { Address } from './address.ts'
import type { Refusal } from './wire/refusal.ts'

/** Where the way to a worker's sandboxes leads from, in the gateway's own terms. */
export interface WorkerPlace {
  readonly mcpUrl: (server: string) => string
  readonly restUrl: string
  readonly restToken: string
  readonly onClose: () => void
}

/** An address that an application can keep: it leads to the lease of the test that runs now. */
export class WorkerAddress {
  /** Where the worker's REST API is, and the token that it takes, here and nowhere else. */
  readonly restUrl: string
  readonly restToken: string
  readonly #place: WorkerPlace
  readonly #addresses = new Set<Address>()

  constructor(place: WorkerPlace) {
    this.#place = place
    this.restUrl = place.restUrl
    this.restToken = place.restToken
  }

  /** Where the MCP server of the worker's sandbox is; the same whenever it is asked for. */
  mcpUrl(server: string): string {
    return this.#place.mcpUrl(server)
  }

  /** From now on it leads to this lease, too. */
  point(address: Address): void {
    this.#addresses.add(address)
  }

  /** It leads to this lease no more. */
  leave(address: Address): void {
    this.#addresses.delete(address)
  }

  /** The one lease that has a server, or why there is none to choose. */
  find(hasServer: (address: Address) => boolean): Address | Refusal {
    const [one, ...more] = [...this.#addresses].filter((each) => !each.isOver && hasServer(each))
    if (one !== undefined && more.length === 0) return one
    return { reason: 'no_lease', message: one === undefined ? noTest : severalTests }
  }

  close(): void {
    this.#addresses.clear()
    this.#place.onClose()
  }
}

const noTest =
  'No test of this worker has a sandbox now, so its address leads nowhere. Calls have to come while a test runs; await them before it ends.'

const severalTests =
  'Several tests of this worker have a sandbox now, and its address cannot tell them apart. Run them one after the other, or use the address of each test.'
