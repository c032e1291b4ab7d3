import { randomUUID } from 'node:crypto'
import { SandpitError } from '@sandpit/client/errors'
import { untilEither } from './either-signal.ts'
import type {
  KeptAddress,
  LeaseEnd,
  LeasedSandbox,
  LeasePhase,
  LeaseRequest,
  Link,
  LinkedWorker,
} from '../link/link.ts'
import { addressOf, type LeaseAddresses, leasedSandbox, ownAddresses } from './lease-address.ts'
import { SlotPreparation } from './slot-preparation.ts'
import { refuseChanges, refuseReadOnly } from './read-only.ts'
import { runSize, type RunSize } from '../size/run-size.ts'
import { noCounts, type RunCounts, type RunSummary } from '../slots/run-summary.ts'
import type { SandboxContents, SandboxSource } from '../slots/sandbox-source.ts'
import type { Forecast } from '../size/forecast.ts'
import { Holder, type LeaseAddress } from '../slots/holder.ts'
import { type Measured, Paces } from '../size/pace.ts'
import type { Slot } from '../slots/slot.ts'
import { SlotCare, type Verify } from '../slots/slot-care.ts'
import { SlotPool, type SlotRequest } from '../slots/slot-pool.ts'
import type { Lease } from '../slots/tenure.ts'

/** Where the sandboxes of a broker come from, and how many it may hold. */
export interface BrokerOptions extends RunSize {
  readonly source: SandboxSource
  /** How often to look whether a reset, and a seed, worked; default the first time on each sandbox. */
  readonly verify?: Verify
  /** Gives each lease its address; by default a test gets the sandbox's own, which outlives it. */
  readonly addresses?: LeaseAddresses | undefined
  /** What is known of the tests before they ask; by default nothing. */
  readonly forecast?: Forecast | undefined
  /**
   * Whether tests will come that have not been started, so that a sandbox is worth a reset before
   * anybody asks for it. Default: nobody knows.
   */
  readonly hasMoreToStart?: (() => boolean) | undefined
}

/** How a run used a server's sandboxes. */
export interface MeasuredUse extends Measured {
  /** How many spares it kept, in the end. */
  readonly spares: number
  /** How many would have hidden all resets and seeds that can be, with all workers at work. */
  readonly enough: number
  /** How many the pool lets it keep, where it had fewer than were asked for. */
  readonly allowedSpares?: number | undefined
}

/** What could not be given back when a run ended. */
export interface DrainReport {
  readonly failures: readonly SandpitError[]
}

/**
 * Hands sandboxes to tests. One broker serves all workers of a run that want the same kind.
 *
 * A lease is exclusive from `begin` to `end`, and begins with a sandbox that holds the test's seed
 * and nothing else.
 */
export class Broker {
  readonly #contents: SandboxContents
  readonly #workers: number
  readonly #care: SlotCare
  readonly #pool: SlotPool
  readonly #preparation: SlotPreparation
  readonly #addresses: LeaseAddresses | undefined
  readonly #counts: RunCounts = noCounts()
  readonly #paces = new Paces()
  readonly #forecast: Forecast | undefined

  constructor(options: BrokerOptions) {
    const { pool, contents } = options.source
    const counts = this.#counts
    this.#contents = contents
    this.#workers = options.workers
    this.#addresses = options.addresses
    const paces = this.#paces
    const { verify, forecast, hasMoreToStart } = options
    this.#forecast = forecast
    const care = new SlotCare({ contents, counts, verify, paces, forecast })
    this.#care = care
    this.#pool = new SlotPool({
      ...runSize(options),
      pool,
      care,
      counts,
      paces,
      forecast,
      hasMoreToStart,
    })
    this.#preparation = new SlotPreparation(this.#pool, care)
  }

  get summary(): RunSummary {
    return { ...this.#counts }
  }

  /** What calls and tests took so far, and how many spares there are, by server. */
  get measured(): ReadonlyMap<string, MeasuredUse> {
    return new Map(
      [...this.#paces.measured].map(([server, measured]) => {
        const enough = this.#care.sparesFor(server, this.#workers)
        const spares = this.#pool.spares(server)
        const allowedSpares = this.#pool.allowedSpares(server)
        return [server, { ...measured, spares, enough, allowedSpares }]
      }),
    )
  }

  /** Opens a worker's way to this broker. */
  link({ parallelIndex }: LinkedWorker = {}): Link {
    const holder = new Holder(parallelIndex)
    const closed = new AbortController()
    return {
      hold: async (server, next) => {
        this.#pool.announce(holder, next)
        await this.#hold({ holder, server, signal: closed.signal })
      },
      begin: (request, signal, onPhase) =>
        untilEither(signal, closed.signal, (either) =>
          this.#begin(holder, request, either, onPhase),
        ),
      reset: async (leaseId) => {
        refuseReadOnly(this.#leased(holder, leaseId))
        await this.#onLease(holder, leaseId, (slot) => this.#care.reset(slot))
      },
      add: async (leaseId, seed) => {
        const { server } = refuseReadOnly(this.#leased(holder, leaseId))
        const parsed = await this.#contents.parseSeed(server, seed)
        await this.#onLease(holder, leaseId, (slot) => this.#care.add(slot, parsed))
      },
      dump: (leaseId, into) =>
        this.#onLease(holder, leaseId, (slot) => this.#contents.dump(slot, into)),
      calls: async (leaseId) => addressOf(this.#leased(holder, leaseId)).calls,
      workerAddress: (server) => this.#workerAddress(holder, server),
      setFaults: async (leaseId, faults) =>
        addressOf(this.#leased(holder, leaseId)).faults.set(faults),
      confirm: (leaseId) =>
        this.#onLease(holder, leaseId, async (slot) => {
          const { lease } = slot
          if (lease?.readOnly !== true) return
          refuseChanges(slot, lease.address?.refused ?? [])
          lease.unchanged = await this.#care.isUnchanged(slot)
        }),
      end: (leaseId, how) => this.#end(holder, leaseId, how),
      letGo: async () => this.#pool.letGo(holder),
      close: async () => {
        closed.abort()
        this.#leave(holder)
      },
    }
  }

  /** The worker of an index uses another broker from now on: gives back what the index had here. */
  leave(parallelIndex: string): void {
    this.#pool.leave(parallelIndex)
  }

  /**
   * Ends the run: nobody gets a sandbox any more, every sandbox goes back, an acquire that is still
   * under way included. Resolves when the service has answered for each.
   */
  async drain(): Promise<DrainReport> {
    return { failures: await this.#pool.drain() }
  }

  async #hold(want: SlotRequest): Promise<void> {
    await this.#forecast?.ready()
    await this.#timed(() => this.#pool.hold(want))
  }

  async #begin(
    holder: Holder,
    request: LeaseRequest,
    signal: AbortSignal,
    onPhase?: (phase: LeasePhase) => void,
  ): Promise<LeasedSandbox> {
    const { server, seed: declared, readOnly = false, next } = request
    const starting = this.#addresses?.start(request)
    // Whoever waits for a slot meanwhile is told later, if it comes to that.
    starting?.catch(() => {})
    const parsed =
      declared === undefined ? undefined : await this.#contents.parseSeed(server, declared)
    const seed = holdsNothing(parsed?.value) ? undefined : parsed
    const onWait = (): void => onPhase?.('acquire')
    this.#pool.announce(holder, next)
    const want = { holder, server, seed, readOnly, signal, onWait, starting }
    await this.#forecast?.ready()
    this.#forecast?.wanted(server, seed, holder)
    const slot = await this.#timed(() => this.#preparation.ready(want, onPhase))
    const address = this.#open(slot, request)
    const id = randomUUID()
    const startMs = performance.now()
    const lease: Lease = { id, readOnly, address, startMs, unchanged: false }
    slot.pass({ is: 'leased', holder, lease })
    if (address !== undefined) holder.address?.point(address)
    this.#counts.leases++
    return leasedSandbox(slot, lease)
  }

  /** Nobody could ever use a slot whose address cannot be opened. */
  #open(slot: Slot, request: LeaseRequest): LeaseAddress | undefined {
    try {
      return this.#addresses?.open(slot, request)
    } catch (error) {
      this.#pool.retire(slot)
      throw error
    }
  }

  async #workerAddress(holder: Holder, server: string): Promise<KeptAddress> {
    if (this.#addresses === undefined) throw ownAddresses(server)
    await this.#addresses.start({ server })
    holder.address ??= this.#addresses.openWorker()
    const { address } = holder
    for (const { lease } of this.#pool.leasedBy(holder)) {
      if (lease?.address !== undefined) address.point(lease.address)
    }
    const { restUrl, restToken } = address
    return { mcpUrl: address.mcpUrl(server), restUrl, restToken }
  }

  #leased(holder: Holder, leaseId: string): Slot {
    const slot = this.#pool.leased(leaseId)
    if (slot === undefined || slot.holder !== holder) throw leaseIsOver()
    return slot
  }

  async #onLease<T>(holder: Holder, leaseId: string, work: (slot: Slot) => Promise<T>): Promise<T> {
    return this.#leased(holder, leaseId).exclusive(async () => {
      const slot = this.#leased(holder, leaseId)
      const result = await work(slot)
      if (slot.state === 'clean') slot.become('dirty')
      return result
    })
  }

  #end(holder: Holder, leaseId: string, how: LeaseEnd): void {
    const slot = this.#pool.leased(leaseId)
    const lease = slot?.lease
    if (slot === undefined || lease === undefined || slot.holder !== holder) return
    this.#paces.of(slot.server).took('test', performance.now() - lease.startMs)
    const isQuiet = slot.quiet && lease.address?.isQuiet !== false
    const ended = lease.address?.end()
    if (lease.address !== undefined) holder.address?.leave(lease.address)
    slot.pass({ is: 'ending', holder })
    const settle = (isKnown: boolean): void => {
      if (!isKnown || slot.state === 'broken') return this.#pool.retire(slot)
      if (lease.unchanged && isQuiet) this.#care.keep(slot)
      this.#pool.rest(slot)
    }
    // What was cut off may go on with the sandbox's own address, but not with one that has ended.
    const wayIsClosed = async (): Promise<boolean> =>
      ended === undefined ? how === 'returned' : (await ended) === 'known'
    // At once where it can be, since the worker's next test may ask in the same breath.
    if (isQuiet) settle(ended !== undefined || how === 'returned')
    else this.#pool.inBackground(slot.exclusive(async () => settle(await wayIsClosed())))
  }

  #leave(holder: Holder): void {
    this.#forecast?.left(holder)
    this.#pool.forget(holder)
    for (const { lease } of this.#pool.leasedBy(holder)) {
      if (lease !== undefined) this.#end(holder, lease.id, 'retired')
    }
  }

  async #timed<T>(wait: () => Promise<T>): Promise<T> {
    const started = performance.now()
    const result = await wait()
    this.#counts.waitedMs += performance.now() - started
    return result
  }
}

/** Whether a seed fills nothing in, so that a sandbox which is empty is seeded. */
function holdsNothing(seed: unknown): boolean {
  if (typeof seed !== 'object' || seed === null) return seed === undefined
  return Object.values(seed).every((value) => value === null || isEmptyList(value))
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function leaseIsOver(): SandpitError {
  return new SandpitError(
    'lease_lost',
    'This sandbox belongs to a test that is over. Await everything the test starts, or use the fixture of the test that runs now.',
  )
}
