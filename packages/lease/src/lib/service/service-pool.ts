import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { explainEmpty } from '../pool/empty-pool.ts'
import { type Held, type JournalEntry, stillHeld } from '../record/journal.ts'
import { acquireLocal } from './local-calls.ts'
import { serversOfKey } from '../link/local-key.ts'
import { acquireTags } from '../record/sandbox-tags.ts'
import { releaseHeld, releaseOrGone } from '../record/release-held.ts'
import { alwaysOurTurn, type MachineTurns } from '../pool/machine-turn.ts'
import type { Service } from './open-service.ts'
import { PoolLine, type VainWait } from '../pool/pool-line.ts'
import { warnOfSmallPool } from '../pool/pool-size.ts'
import { describeHolders, viewPool } from '../pool/pool-view.ts'
import type { AcquireContext } from '../slots/sandbox-source.ts'
import type { Slot, SlotSandbox } from '../slots/slot.ts'
import type { SandboxKind } from '../link/link.ts'
import { acquireSpare, noneToSpare } from './spare-sandbox.ts'
import { tookNothing } from './refused-acquire.ts'

/**
 * The last net: the service itself releases a sandbox that is this old. Longer than a run, since
 * it would end the run's sandboxes too. Newer public document only; others ignore the field.
 */
export const ttlSeconds: number = 4 * 60 * 60

/** What a run has to know and do when it is not alone. */
export interface Sharing {
  /** Whose turn it is to ask a pool that is empty. */
  readonly turns: MachineTurns
  /** How many runs like this one go on at a time, this one included. */
  readonly shards: number
  /** Hears, beside the first acquire of a server, that more are wanted than there seem to be. */
  readonly onSmallPool: ((warning: string) => void) | undefined
}

export interface ServicePoolOptions {
  readonly runId: string
  readonly service: () => Promise<Service>
  /** Keeps a line of everything that is taken and given back, before the next thing happens. */
  readonly record: (entry: JournalEntry) => void
  /** How long to wait for a pool that gives this run nothing, in milliseconds. */
  readonly waitMs: number
  readonly kind?: SandboxKind
  /** How to get along with others who take from the same pools. Default: there are none. */
  readonly sharing?: () => Sharing | undefined
  /** From 0 to just under 1; default `Math.random`. */
  readonly random?: () => number
}

/** Takes sandboxes from the pools of the Klavis API and gives them back, each on record. */
export class ServicePool {
  readonly #options: ServicePoolOptions
  readonly #entries: JournalEntry[] = []
  readonly #lines = new Map<string, PoolLine>()
  /** What is still to be looked at beside the first acquire of a server. */
  readonly #looks = new Map<string, () => Promise<void>>()

  constructor(options: ServicePoolOptions) {
    this.#options = options
  }

  async acquire(slot: Slot, context: AcquireContext): Promise<SlotSandbox> {
    const { client } = await this.#options.service()
    const { server } = slot
    const line = this.#lines.get(server) ?? this.#firstLine(server, client, context)
    const acquire = (): Promise<SlotSandbox> => this.#acquireOnRecord(client, slot)
    if (!context.isSpare) return line.acquire(acquire, context)
    if (line.isEmpty) throw noneToSpare(server)
    const giveBack = (taken: SlotSandbox): Promise<void> => this.#giveBack(slot, taken)
    return acquireSpare({ client, server, runId: this.#options.runId, acquire, giveBack })
  }

  async release(slot: Slot): Promise<void> {
    await this.#giveBack(slot, slot.sandbox)
  }

  isScarce(server: string): boolean {
    return this.#lines.get(server)?.fairShare.isScarce ?? false
  }

  takesOneForOthers(server: string, share: number): boolean {
    return this.#lines.get(server)?.fairShare.takesOne(share) ?? false
  }

  async holders(server: string): Promise<string> {
    try {
      const { client } = await this.#options.service()
      return describeHolders(await viewPool(client, server), this.#options.runId)
    } catch {
      return 'The service did not say who holds them.'
    }
  }

  async releaseLeftovers(): Promise<readonly SandpitError[]> {
    const lost = stillHeld(this.#entries).filter((held) => held.sandboxId === undefined)
    return lost.length === 0 ? [] : this.#releaseAll(lost)
  }

  async #giveBack({ acquireId, server }: Slot, sandbox: SlotSandbox): Promise<void> {
    const [failure] = await this.#releaseAll([{ ...sandbox, acquireId, server }])
    if (failure !== undefined) throw failure
  }

  async #releaseAll(held: readonly Held[]): Promise<readonly SandpitError[]> {
    const { client } = await this.#options.service()
    return releaseHeld(client, held, (acquireId) => this.#record({ event: 'released', acquireId }))
  }

  #firstLine(server: string, client: SandboxClient, { workers }: AcquireContext): PoolLine {
    const { waitMs, random = Math.random } = this.#options
    const sharing = this.#options.sharing?.()
    const holders = (): Promise<string> => this.holders(server)
    const explain = (wait: VainWait): Promise<SandpitError> => explainEmpty(server, wait, holders)
    const line = new PoolLine({
      server,
      waitMs,
      turns: sharing?.turns ?? alwaysOurTurn,
      isShared: (sharing?.shards ?? 1) > 1,
      random,
      explain,
    })
    this.#lines.set(server, line)
    if (sharing !== undefined) {
      this.#looks.set(server, () => this.#warnOfSmallPool(sharing, server, client, workers))
    }
    return line
  }

  async #warnOfSmallPool(
    { shards, onSmallPool }: Sharing,
    server: string,
    client: SandboxClient,
    workers: number,
  ): Promise<void> {
    const isPool = serversOfKey(server) === undefined
    if (onSmallPool === undefined || !isPool || workers * shards === 1) return
    const view = await viewPool(client, server)
    const { waitMs } = this.#options
    const warning = warnOfSmallPool({ server, workers, shards, waitMs }, view)
    if (warning !== undefined) onSmallPool(warning)
  }

  async #acquireOnRecord(client: SandboxClient, slot: Slot): Promise<SlotSandbox> {
    const { server, acquireId } = slot
    this.#record({ event: 'acquiring', acquireId, server })
    // Beside the acquire, which waits for nothing; a service that cannot tell is no fault.
    this.#looks
      .get(server)?.()
      .catch(() => {})
    this.#looks.delete(server)
    try {
      const sandbox = await this.#acquireOne(client, slot)
      this.#record({ event: 'acquired', acquireId, sandboxId: sandbox.sandboxId })
      return sandbox
    } catch (error) {
      if (tookNothing(error)) this.#record({ event: 'refused', acquireId })
      throw error
    }
  }

  async #acquireOne(client: SandboxClient, { server, acquireId }: Slot): Promise<SlotSandbox> {
    const local = serversOfKey(server)
    if (local !== undefined) return acquireLocal(client, local)
    const tags = acquireTags(this.#options.runId, acquireId)
    const { kind } = this.#options
    const options = { ...kind, tags, ttlSeconds }
    const { sandboxId, mcpUrl, status } = await client.acquire(server, options)
    if (status !== 'error') return { sandboxId, mcpUrl }
    await releaseOrGone(client, server, sandboxId)
    throw new SandpitError(
      'sandbox_broken',
      `The service gave '${server}' sandbox ${sandboxId} in state error, and got it back. Try again; if it comes back, tell the service about it.`,
      { server, sandboxId, operation: 'acquire' },
    )
  }

  #record(entry: JournalEntry): void {
    this.#options.record(entry)
    this.#entries.push(entry)
  }
}
