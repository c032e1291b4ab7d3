import type { Address } from '@sandpit/gateway'

/** The way of a test's agents to its sandbox, as far as a broker has to know it. */
export type LeaseAddress = Pick<
  Address,
  'mcpUrls' | 'restUrl' | 'restToken' | 'calls' | 'faults' | 'refused' | 'isQuiet' | 'end'
>

/** An address that leads to whichever lease the worker has; see `WorkerAddress` of the gateway. */
export interface HolderAddress {
  readonly restUrl: string
  readonly restToken: string
  mcpUrl(server: string): string
  point(address: LeaseAddress): void
  leave(address: LeaseAddress): void
  close(): void
}

/** A worker's link to its run, for as long as it is open: who a slot is granted to. */
export class Holder {
  /** Which of the runner's indexes for parallel workers it has, where that is known. */
  readonly parallelIndex: string | undefined
  readonly #uses = new Map<string, 'between tests' | 'for a file'>()
  #isGone = false
  /** The address that the worker keeps, once it has asked for one. */
  address: HolderAddress | undefined

  constructor(parallelIndex: string | undefined) {
    this.parallelIndex = parallelIndex
  }

  /** Whether it asks for a server's sandboxes now and then, and may keep one between its tests. */
  uses(server: string): boolean {
    return this.#uses.has(server)
  }

  /** Whether it may keep one even while it waits for another: a file was promised it. */
  isPromised(server: string): boolean {
    return this.#uses.get(server) === 'for a file'
  }

  use(server: string): void {
    if (!this.#isGone && !this.uses(server)) this.#uses.set(server, 'between tests')
  }

  promise(server: string): void {
    if (!this.#isGone) this.#uses.set(server, 'for a file')
  }

  letGo(): void {
    this.#uses.clear()
  }

  /** The worker is gone: nothing is kept for it, even what is under way for it. */
  leave(): void {
    this.#isGone = true
    this.letGo()
    this.address?.close()
  }
}
