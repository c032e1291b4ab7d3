import { serversOfKey } from '../link/local-key.ts'
import type { SandboxContents, SandboxPool, SandboxSource } from '../slots/sandbox-source.ts'
import { OwnershipCheck } from './ownership-check.ts'
import type { Slot } from '../slots/slot.ts'
import { LocalContents } from './local-contents.ts'
import { type OnDoubts, ServiceContents } from './service-contents.ts'
import { ServicePool, type ServicePoolOptions } from './service-pool.ts'

export interface ServiceSourceOptions extends ServicePoolOptions {
  /** Hears what in a seed is allowed, and likely to be refused by the hosted service. */
  readonly onDoubts?: OnDoubts
}

/** Sandboxes of the Klavis API, hosted or emulated. */
export class ServiceSource implements SandboxSource {
  readonly pool: SandboxPool
  readonly contents: SandboxContents

  constructor(options: ServiceSourceOptions) {
    const ownership = new OwnershipCheck(options.service)
    this.pool = new ServicePool(options, ownership)
    // Sandboxes that live in this process are given to nobody else.
    const isOurs = (slot: Slot): Promise<void> =>
      options.sharing?.() === undefined ? Promise.resolve() : ownership.confirm(slot)
    this.contents = eachByItsSystem(
      new ServiceContents(options.service, isOurs, options.onDoubts),
      new LocalContents(options.service),
    )
  }
}

function eachByItsSystem(described: SandboxContents, local: SandboxContents): SandboxContents {
  const of = (server: string): SandboxContents =>
    serversOfKey(server) === undefined ? described : local
  return {
    parseSeed: (server, value) => of(server).parseSeed(server, value),
    reset: (slot) => of(slot.server).reset(slot),
    seed: (slot, seed) => of(slot.server).seed(slot, seed),
    dump: (slot, into) => of(slot.server).dump(slot, into),
    differences: (slot, seed) => of(slot.server).differences(slot, seed),
    snapshot: (slot) => of(slot.server).snapshot(slot),
    changes: (slot, before, after) => of(slot.server).changes(slot, before, after),
  }
}
