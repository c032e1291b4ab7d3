import type { Random } from '../random.ts'
import { type CloseAccount, createAccount } from './close-account.ts'
import type { SeedData } from './close-data.ts'
import { CloseIds } from './close-ids.ts'
import { CloseStore } from './close-store.ts'
import { dumpStore, type LeadSnapshot, snapshotLead } from './dump.ts'
import { type SeedCounts, seedStore } from './seed.ts'

/** Close as one sandbox has it: an account that stays, and a store that each reset replaces. */
export class CloseSandbox {
  readonly #ids: CloseIds
  readonly #account: CloseAccount
  #store: CloseStore
  #seeded: LeadSnapshot[] = []

  constructor(random: Random) {
    this.#ids = new CloseIds(random)
    this.#account = createAccount(this.#ids)
    this.#store = new CloseStore(this.#account, this.#ids)
  }

  get store(): CloseStore {
    return this.#store
  }

  /** Everything that was seeded since the last reset, as it was then. */
  get seeded(): readonly LeadSnapshot[] {
    return this.#seeded
  }

  seed(data: SeedData, now: Date): SeedCounts {
    const { leads, counts } = seedStore(this.#store, data, now)
    for (const lead of leads) this.#seeded.push(snapshotLead(this.#store, lead))
    return counts
  }

  dump(): SeedData {
    return dumpStore(this.#store)
  }

  /** Empties the organization; answers in the words recorded for other servers' resets. */
  reset(): string {
    const { size } = this.#store.leads
    this.#store = new CloseStore(this.#account, this.#ids)
    this.#seeded = []
    return `Reset completed. Deleted ${size} leads.`
  }
}
