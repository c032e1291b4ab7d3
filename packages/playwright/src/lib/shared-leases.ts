import type { LeaseEnd, Link } from '@sandpit/lease/link'

/** A sandbox that the tests of one file share, in the hands of one worker. */
export interface SharedLease {
  readonly file: string
  readonly leaseId: string
}

/** The shared sandboxes of one worker, each for as long as it runs tests of one file. */
export class SharedLeases<Lease extends SharedLease = SharedLease> {
  readonly #link: Link
  readonly #leases = new Map<object, Lease>()

  constructor(link: Link) {
    this.#link = link
  }

  /** The sandbox of those who share it, if this worker has it already. */
  find(sharers: object): Lease | undefined {
    return this.#leases.get(sharers)
  }

  add(sharers: object, lease: Lease): void {
    this.#leases.set(sharers, lease)
  }

  end(sharers: object, how: LeaseEnd): void {
    const lease = this.#leases.get(sharers)
    if (lease === undefined) return
    this.#leases.delete(sharers)
    this.#link.end(lease.leaseId, how)
  }

  /** A worker that goes on to a file is done with the others. */
  endOthers(file: string | undefined): void {
    for (const [sharers, lease] of this.#leases)
      if (lease.file !== file) this.end(sharers, 'returned')
  }

  get count(): number {
    return this.#leases.size
  }
}
