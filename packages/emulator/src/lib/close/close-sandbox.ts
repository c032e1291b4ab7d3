import { JsonText } from '../json/json-text.ts'
import type { Random } from '../world/random.ts'
import { type DumpedLead, dumpSeeded, dumpStore } from './seed/dump.ts'
import type { SeedData } from './seed/plain-seed.ts'
import { countSeed, type SeedCounts, type SeededLead, seedStore } from './seed/seed.ts'
import { type CloseAccount, createAccount } from './store/close-account.ts'
import { CloseIds } from './store/close-ids.ts'
import { CloseStore } from './store/close-store.ts'

/** A seed that no record has been made of yet. */
interface WaitingSeed extends SeedCounts {
  readonly data: SeedData
  readonly now: Date
}

/** A dump, and what it is a dump of. */
interface Dumped {
  readonly revision: number
  /** Another list after each reset and each look. */
  readonly seeds: readonly WaitingSeed[]
  readonly count: number
  readonly json: JsonText
}

/**
 * Close as one sandbox has it: an account that stays, and a store that each reset replaces.
 *
 * Seeds wait until somebody looks into the store, so that seeding costs little more than reading
 * the request, and a sandbox that is only dumped or reset never pays for records.
 */
export class EmulatedClose {
  readonly #ids: CloseIds
  readonly #account: CloseAccount
  /** Absent until somebody looks into it. */
  #store: CloseStore | undefined
  #waiting: WaitingSeed[] = []
  #seeded: SeededLead[] = []
  #dumped: WeakRef<Dumped> | undefined

  constructor(random: Random) {
    this.#ids = new CloseIds(random)
    this.#account = createAccount(this.#ids)
  }

  get store(): CloseStore {
    return this.#look()
  }

  /** Everything that was seeded since the last reset. */
  get seeded(): readonly SeededLead[] {
    this.#look()
    return this.#seeded
  }

  seed(data: SeedData, now: Date): SeedCounts {
    const counts = countSeed(data)
    if (counts.leads > 0) this.#waiting.push({ data, now, ...counts })
    return counts
  }

  /** A dump's `data` as JSON: made once for as long as nothing changes, if memory allows. */
  dumpJson(): JsonText {
    const revision = this.#store?.revision ?? 0
    const seeds = this.#waiting
    const kept = this.#dumped?.deref()
    if (kept?.seeds === seeds && kept.count === seeds.length && kept.revision === revision) {
      return kept.json
    }
    const json = new JsonText(JSON.stringify({ leads: this.dump() }))
    this.#dumped = new WeakRef({ revision, seeds, count: seeds.length, json })
    return json
  }

  dump(): readonly DumpedLead[] {
    if (this.#store !== undefined) return dumpStore(this.#look())
    return this.#waiting.flatMap(({ data }) =>
      (data.leads ?? []).map((lead) => dumpSeeded(this.#account, lead)),
    )
  }

  /** Empties the organization; answers in the words recorded for other servers' resets. */
  reset(): string {
    const waiting = this.#waiting.reduce((sum, { leads }) => sum + leads, 0)
    const size = waiting + (this.#store?.leads.size ?? 0)
    this.#store?.end()
    this.#store = undefined
    this.#waiting = []
    this.#seeded = []
    return `Reset completed. Deleted ${size} leads.`
  }

  /** Ends what goes on without a call: webhooks that wait to be delivered. */
  end(): void {
    this.#store?.end()
  }

  #look(): CloseStore {
    this.#store ??= new CloseStore(this.#account, this.#ids)
    const store = this.#store
    const waiting = this.#waiting
    if (waiting.length === 0) return store
    this.#waiting = []
    store.quietly(() => {
      for (const { data, now } of waiting) {
        for (const seeded of seedStore(store, data, now)) this.#seeded.push(seeded)
      }
    })
    return store
  }
}
