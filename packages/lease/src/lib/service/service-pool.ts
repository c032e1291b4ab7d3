import type { SandboxClient } from '@sandpit/client'
import type { SandpitError } from '@sandpit/client/errors'
import { callsFor } from './calls-for.ts'
import { giveBack } from './give-back.ts'
import { lookOnceMore } from './last-look.ts'
import type { OwnershipCheck } from './ownership-check.ts'
import { RunHoldings } from './run-holdings.ts'
import { explainEmpty } from '../pool/empty-pool.ts'
import type { JournalEntry } from '../record/journal.ts'
import { alwaysOurTurn, type MachineTurns } from '../pool/machine-turn.ts'
import { isMissing } from './missing-operation.ts'
import type { Service } from './open-service.ts'
import { PoolLine, type VainWait } from '../pool/pool-line.ts'
import { warnOfSmallPool } from '../pool/pool-size.ts'
import { describeHolders, heldBesides, type PoolView, viewPool } from '../pool/pool-view.ts'
import type { AcquireContext, SandboxPool } from '../slots/sandbox-source.ts'
import type { Slot, SlotSandbox } from '../slots/slot.ts'
import type { SandboxKind } from '../link/link.ts'
import { acquireSpare, noneToSpare } from './spare-sandbox.ts'

/** What a run has to know and do when it is not alone. */
export interface Sharing {
  /** Whose turn it is to ask a pool that is empty. */
  readonly turns: MachineTurns
  /** How many runs like this one go on at a time, this one included. */
  readonly shards: number
  /** Hears, beside the first acquire of a server, that more are wanted than there seem to be. */
  readonly onSmallPool: ((warning: string) => void) | undefined
}

/** How a run takes sandboxes from a service's pool. */
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
export class ServicePool implements SandboxPool {
  readonly #options: ServicePoolOptions
  readonly #ownership: OwnershipCheck
  readonly #holdings: RunHoldings
  readonly #lines = new Map<string, PoolLine>()
  /** What is still to be looked at beside the first acquire of a server. */
  readonly #looks = new Map<string, () => Promise<void>>()

  readonly #views = new Map<string, Promise<PoolView>>()

  constructor(options: ServicePoolOptions, ownership: OwnershipCheck) {
    this.#options = options
    this.#ownership = ownership
    this.#holdings = new RunHoldings(options.record)
  }

  async acquire(slot: Slot, context: AcquireContext): Promise<SlotSandbox> {
    const { client } = await this.#options.service()
    const { server } = slot
    const line = this.#lines.get(server) ?? this.#firstLine(server, client, context)
    const acquire = (): Promise<SlotSandbox> => this.#acquireOnRecord(client, slot)
    if (!context.isSpare) return line.acquire(acquire, context)
    if (line.isEmpty) throw noneToSpare(server)
    const { runId } = this.#options
    return acquireSpare({
      server,
      runId,
      spares: context.live() - context.workers,
      view: () => this.#viewTogether(server, client),
      viewAgain: () => viewSeen(client, server),
      acquire,
      giveBack: (taken) => this.#giveBack(slot, taken),
    })
  }

  async release(slot: Slot): Promise<'given back' | 'taken over'> {
    const isTakenOver = this.#ownership.isTakenOver(slot)
    if (isTakenOver) this.#holdings.released(slot.acquireId)
    else await this.#giveBack(slot, slot.sandbox)
    return isTakenOver ? 'taken over' : 'given back'
  }

  isScarce(server: string): boolean {
    return this.#lines.get(server)?.fairShare.isScarce ?? false
  }

  takesOneForOthers(server: string, share: number): boolean {
    return this.#lines.get(server)?.fairShare.takesOne(share) ?? false
  }

  async isShort(server: string): Promise<boolean> {
    if (this.#options.sharing?.() === undefined) return false
    const { client } = await this.#options.service()
    const view = await viewSeen(client, server)
    return heldBesides(view, this.#options.runId) > 0 && view.idle === 0
  }

  async holders(server: string): Promise<string> {
    try {
      const { client } = await this.#options.service()
      return describeHolders(await viewPool(client, server), this.#options.runId)
    } catch {
      return 'The service did not say who holds them.'
    }
  }

  async settle(): Promise<readonly SandpitError[]> {
    if (!this.#holdings.mayBeAny) return []
    const { client } = await this.#options.service()
    return lookOnceMore(client, this.#options.runId, this.#holdings)
  }

  /** One call for all that want to know at the same moment. */
  #viewTogether(server: string, client: SandboxClient): Promise<PoolView> {
    const view =
      this.#views.get(server) ?? viewSeen(client, server).finally(() => this.#views.delete(server))
    this.#views.set(server, view)
    return view
  }

  async #giveBack({ acquireId, server }: Slot, { sandboxId }: SlotSandbox): Promise<void> {
    const { client } = await this.#options.service()
    await giveBack(client, { acquireId, server, sandboxId }, sandboxId)
    this.#holdings.released(acquireId)
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
    if (onSmallPool === undefined || !callsFor(server).isPooled || workers * shards === 1) return
    const view = await viewPool(client, server)
    const { waitMs } = this.#options
    const warning = warnOfSmallPool({ server, workers, shards, waitMs }, view)
    if (warning !== undefined) onSmallPool(warning)
  }

  async #acquireOnRecord(client: SandboxClient, slot: Slot): Promise<SlotSandbox> {
    const { server, acquireId } = slot
    this.#holdings.acquiring(slot)
    // Beside the acquire, which waits for nothing; a service that cannot tell is no fault.
    this.#looks
      .get(server)?.()
      .catch(() => {})
    this.#looks.delete(server)
    const { runId, kind } = this.#options
    const onMore = (): void => this.#holdings.mayBeMore(server)
    const taking = callsFor(server).acquire(client, { server, acquireId, runId, kind, onMore })
    const sandbox = await taking.catch((error: unknown) => {
      this.#holdings.failed(slot, error)
      throw error
    })
    this.#holdings.acquired(slot, sandbox.sandboxId)
    this.#ownership.given(slot, sandbox.sandboxId)
    return sandbox
  }
}

/** A service that cannot list shows nothing. */
async function viewSeen(client: SandboxClient, server: string): Promise<PoolView> {
  try {
    return await viewPool(client, server)
  } catch (error) {
    if (isMissing(error)) return { idle: 0, byRun: new Map(), byOthers: 0 }
    throw error
  }
}
