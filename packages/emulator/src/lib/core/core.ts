import { randomBytes } from 'node:crypto'

import { EmulatedClose } from '../close/close-sandbox.ts'
import { FaultPlan } from '../faults/fault-plan.ts'
import type { FullFault } from '../faults/fault.ts'
import type { Latency } from '../faults/latency.ts'
import { OPERATION_NAMES, type OperationName } from '../faults/operation-name.ts'
import { RateLimiter, type RateLimit } from '../faults/rate-limiter.ts'
import type { LocalCommands } from '../local/local-command.ts'
import { LocalRegistry } from '../local/local-registry.ts'
import type { Pools } from '../sandbox/pools.ts'
import { SandboxRegistry } from '../sandbox/sandbox-registry.ts'
import { AdjustableClock } from '../world/clock.ts'
import { Random } from '../world/random.ts'
import { CallHistory } from './call-history.ts'
import { RecentBodies } from './recent-bodies.ts'

const DEFAULT_POOL = 16

export interface CoreOptions {
  readonly apiKey: string
  readonly pools: Pools
  readonly latency: Readonly<Partial<Record<OperationName, Latency>>>
  readonly faults: readonly FullFault[]
  readonly rateLimit: RateLimit | undefined
  readonly seed: number | undefined
  readonly quirks: boolean
  readonly runPrograms: boolean
  readonly maxWorkspaceBytes: number
  readonly localServers: LocalCommands
}

/** Everything of an emulator that is not HTTP. */
export class EmulatorCore {
  readonly apiKey: string
  readonly quirks: boolean
  readonly clock: AdjustableClock
  readonly registry: SandboxRegistry
  readonly local: LocalRegistry
  readonly plan: FaultPlan
  readonly log: CallHistory = new CallHistory()
  readonly bodies: RecentBodies = new RecentBodies()
  readonly limiter: RateLimiter | undefined
  readonly #counts = new Map<OperationName, number>(OPERATION_NAMES.map((name) => [name, 0]))
  readonly #stopped = new AbortController()

  constructor(options: CoreOptions) {
    const { apiKey, pools, latency, faults, rateLimit, seed, quirks } = options
    const { runPrograms, maxWorkspaceBytes, localServers: commands } = options
    const random = new Random(seed ?? randomBytes(4).readInt32LE())
    this.apiKey = apiKey
    this.quirks = quirks
    this.clock = new AdjustableClock(this.#stopped.signal)
    this.plan = new FaultPlan({ random: new Random(random.uint32()), latency, faults })
    this.limiter = rateLimit && new RateLimiter(rateLimit, this.clock)
    this.local = new LocalRegistry({
      now: () => this.clock.now(),
      runPrograms,
      maxWorkspaceBytes,
      commands,
    })
    this.registry = new SandboxRegistry({
      capacityOf: (server) => pools[server] ?? DEFAULT_POOL,
      createClose: () => new EmulatedClose(new Random(random.uint32())),
      now: () => this.clock.now(),
    })
  }

  count(operation: OperationName): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1)
  }

  get counts(): Readonly<Record<OperationName, number>> {
    return Object.fromEntries(this.#counts) as Record<OperationName, number>
  }

  /** Ends every wait, so that calls that were waiting fail, and removes what is on the disk. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    for (const { close } of this.registry.all()) close?.end()
    await this.local.close()
  }
}
