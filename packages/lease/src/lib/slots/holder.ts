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
  /** What it will ask for, after what it asks for now. */
  #next: readonly string[] = []

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

  announce(next: readonly string[]): void {
    if (!this.#isGone) this.#next = next
  }

  /** How often it will ask for a server's sandboxes. */
  announced(server: string): number {
    return this.#next.filter((each) => each === server).length
  }

  /** It asks now. */
  reach(server: string): void {
    const at = this.#next.indexOf(server)
    if (at !== -1) this.#next = this.#next.toSpliced(at, 1)
  }

  use(server: string): void {
    if (!this.#isGone && !this.uses(server)) this.#uses.set(server, 'between tests')
  }

  promise(server: string): void {
    if (this.#isGone || this.isPromised(server)) return
    // A map is in the order in which it was set.
    this.#uses.delete(server)
    this.#uses.set(server, 'for a file')
  }

  /** Whether it was promised one server's sandboxes before another's. */
  isBefore(server: string, other: string): boolean {
    const order = [...this.#uses.keys()].filter((each) => this.isPromised(each))
    return order.includes(server) && order.indexOf(server) < order.indexOf(other)
  }

  letGo(): void {
    this.#uses.clear()
    this.#next = []
  }

  /** The worker is gone: nothing is kept for it, even what is under way for it. */
  leave(): void {
    this.#isGone = true
    this.letGo()
    this.address?.close()
  }
}

/** The links of a run that want sandboxes. */
export class Holders {
  readonly #holders = new Set<Holder>()

  add(holder: Holder): void {
    this.#holders.add(holder)
  }

  delete(holder: Holder): void {
    this.#holders.delete(holder)
  }

  /** How many use a server's sandboxes now. */
  users(server: string): number {
    return [...this.#holders].filter((holder) => holder.uses(server)).length
  }

  /** How many of a server's sandboxes they will ask for, after what they ask for now. */
  announced(server: string): number {
    return [...this.#holders].reduce((sum, holder) => sum + holder.announced(server), 0)
  }

  /**
   * How many sandboxes their tests use at a time. A runner may start the next worker of an index
   * before the last one has gone; together they are one.
   *
   * @param used how many one of them has or waits for
   */
  demand(used: (holder: Holder) => number): number {
    const byPlace = new Map<unknown, number>()
    for (const holder of this.#holders) {
      const place = holder.parallelIndex ?? holder
      byPlace.set(place, Math.max(byPlace.get(place) ?? 0, used(holder)))
    }
    return [...byPlace.values()].reduce((sum, each) => sum + each, 0)
  }
}
