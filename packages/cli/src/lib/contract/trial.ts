import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type AcquiredSandbox,
  type CallOptions,
  carriesTags,
  createClient,
  type ListedSandbox,
  type SandboxClient,
} from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { runTag } from '@sandpit/lease/sweep'
import { ContractBreach } from './contract-breach.ts'
import { type Exchange, recordingTransport } from './exchange.ts'
import { ToolServer } from './tool-server.ts'

/** The service that the contract is tried on. */
export interface TrialOptions {
  readonly apiKey: string
  readonly baseUrl: string
  /** Ends the trial early; `end` gives back what it took all the same. */
  readonly signal?: AbortSignal
  /** How long a service may take to show what it gave; default 10 s. */
  readonly lagLimitMs?: number
}

/** What the list of the service shows of a trial after its end. */
export interface TrialEnd {
  /** How many sandboxes it shows still; `undefined` where it could not be asked. */
  readonly left: number | undefined
  /** Why something could not be given back, or the list not be read. */
  readonly failures: readonly SandpitError[]
}

/** If all else fails, the service takes back what a trial took after so long. */
const ttlSeconds = 600
const pauseMs = 250
/** What is shorter identifies nothing, and may be a word that messages need. */
const shortestSecret = 8

/**
 * One service, the sandboxes that were taken of it, and everything that it was asked and said. `end`
 * gives back what it holds: call it whatever happens.
 *
 * @example
 * ```ts
 * import { Trial } from '@sandpit/cli/contract'
 * import { startEmulator } from '@sandpit/emulator'
 *
 * await using emulator = await startEmulator()
 * const trial = new Trial({ apiKey: emulator.apiKey, baseUrl: emulator.url })
 * console.log(await trial.end()) // { left: 0, failures: [] }
 * ```
 */
export class Trial {
  readonly client: SandboxClient
  /** A client with a key that no service knows. */
  readonly stranger: SandboxClient
  /** What `sandpit sweep --run` takes. */
  readonly runId: string = randomBytes(6).toString('hex')
  /** What its sandboxes carry. */
  readonly tags: Readonly<Record<string, string>> = runTag(this.runId)
  readonly call: CallOptions
  readonly exchanges: Exchange[] = []
  /** How late the service showed something it gave; 0 for at once. */
  lagMs = 0
  /** What was released last. */
  released: AcquiredSandbox | undefined
  readonly #held = new Map<string, AcquiredSandbox>()
  readonly #known = new Map<string, AcquiredSandbox>()
  readonly #apiKey: string
  readonly #lagLimitMs: number
  /** Whether an acquire may have taken what nobody was told of. */
  #mayHaveTaken = false

  constructor({ apiKey, baseUrl, signal, lagLimitMs = 10_000 }: TrialOptions) {
    const transport = recordingTransport(baseUrl, (exchange) => this.exchanges.push(exchange))
    this.client = createClient({ apiKey, baseUrl, transport })
    this.stranger = createClient({ apiKey: `not-${randomUUID()}`, baseUrl, transport })
    this.call = signal === undefined ? {} : { signal }
    this.#lagLimitMs = lagLimitMs
    this.#apiKey = apiKey
  }

  /** What must not be shown of it. */
  get secrets(): readonly string[] {
    const sandboxes = [...this.#known.values()].flatMap(({ sandboxId, mcpUrl, acquireId }) => [
      mcpUrl,
      ...(URL.parse(mcpUrl)?.searchParams.values() ?? []),
      sandboxId,
      acquireId,
    ])
    return [this.#apiKey, ...sandboxes.filter((each) => each.length >= shortestSecret)]
  }

  /** The sandbox that was taken first. */
  get firstId(): string | undefined {
    return this.#known.keys().next().value
  }

  /** The first sandbox that is held. */
  get sandbox(): AcquiredSandbox {
    const [sandbox] = this.#held.values()
    if (sandbox === undefined) throw new ContractBreach('no sandbox is held to try it on')
    return sandbox
  }

  async acquire(): Promise<AcquiredSandbox> {
    const options = { ...this.call, tags: this.tags, ttlSeconds }
    const sandbox = await this.client.acquire('close', options).catch((error: unknown) => {
      this.#mayHaveTaken = wasHeard(SandpitError.from(error))
      throw error
    })
    this.#held.set(sandbox.sandboxId, sandbox)
    this.#known.set(sandbox.sandboxId, sandbox)
    return sandbox
  }

  async release(sandbox: AcquiredSandbox): Promise<void> {
    await this.client.release('close', sandbox.sandboxId, this.call)
    this.#held.delete(sandbox.sandboxId)
    this.released = sandbox
  }

  /** The tools of a sandbox. */
  tools({ mcpUrl }: AcquiredSandbox): Promise<ToolServer> {
    return ToolServer.connect(mcpUrl, (exchange) => this.exchanges.push(exchange), this.call.signal)
  }

  /** Asks until it is so; false when it is not so after the time that a service may take. */
  async eventually(isSo: () => Promise<boolean>): Promise<boolean> {
    const startedAt = performance.now()
    for (let asked = 1; ; asked++) {
      const is = await isSo()
      const tookMs = performance.now() - startedAt
      if (is && asked > 1) this.lagMs = Math.max(this.lagMs, tookMs)
      if (is || tookMs >= this.#lagLimitMs) return is
      await sleep(pauseMs, undefined, this.call)
    }
  }

  /** Gives back everything that was taken, and looks in the list whether all of it is. */
  async end(): Promise<TrialEnd> {
    const failures: SandpitError[] = []
    for (const { sandboxId } of this.#held.values()) {
      await this.client
        .release('close', sandboxId)
        .then(() => this.#held.delete(sandboxId))
        .catch((error: unknown) => failures.push(SandpitError.from(error)))
    }
    const wasTaken = this.#known.size > 0 || this.#mayHaveTaken
    const left = await (wasTaken ? this.#look() : Promise.resolve([])).catch((error: unknown) => {
      failures.push(SandpitError.from(error))
    })
    await Promise.all([this.client.close(), this.stranger.close()])
    return { left: left?.length, failures: left?.length === 0 ? [] : failures }
  }

  /** A list may be late, so it is asked for a while. */
  async #look(): Promise<readonly ListedSandbox[]> {
    const endsAt = performance.now() + this.#lagLimitMs
    for (;;) {
      const left = (await this.client.list()).filter((each) => this.#isOurs(each))
      const mayShowYet = this.#mayHaveTaken && left.length === 0
      if ((left.length === 0 && !mayShowYet) || performance.now() >= endsAt) return left
      for (const { sandboxId } of left.filter((each) => this.#mayRelease(each)))
        await this.#releaseFound(sandboxId)
      await sleep(pauseMs)
    }
  }

  /** Where this fails the list shows it again, and the trial ends with it. */
  async #releaseFound(sandboxId: string): Promise<void> {
    await this.client.release('close', sandboxId).then(
      () => (this.#mayHaveTaken = false),
      () => {},
    )
  }

  /** What was released may be somebody else's by now, whatever a late list says. */
  #mayRelease({ sandboxId }: ListedSandbox): boolean {
    return this.#held.has(sandboxId) || !this.#known.has(sandboxId)
  }

  /** By its tags; where the service shows none, by its id. */
  #isOurs({ sandboxId, status, tags }: ListedSandbox): boolean {
    if (status === 'idle') return false
    return tags === undefined ? this.#known.has(sandboxId) : carriesTags(tags, this.tags)
  }
}

/** A service may take a sandbox and then answer that it did not, unless it did not know the key. */
function wasHeard({ code, facts }: SandpitError): boolean {
  return facts.acquireId !== undefined && code !== 'authentication'
}
