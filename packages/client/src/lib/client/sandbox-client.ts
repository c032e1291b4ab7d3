import { systemClock } from '../calls/clock.ts'
import { acquireSafely } from '../lease/acquire-safely.ts'
import { findTagged, type FindOptions, mostLagMs } from '../lease/find-tagged.ts'
import { givenTwice, OwnedSandboxes } from '../lease/owned-sandboxes.ts'
import {
  type ClientOptions,
  parseApiKey,
  parseBaseUrl,
  parseMaxAnswerBytes,
} from './client-options.ts'
import { Connection } from '../calls/connection.ts'
import { LazyTransport } from '../transport/lazy-transport.ts'
import { LocalSandboxes } from '../local/local-sandboxes.ts'
import { ParsedSeed } from '../seeds/parsed-seed.ts'
import { releaseSafely } from '../lease/release-safely.ts'
import type {
  AcquiredSandbox,
  AcquireOptions,
  CallOptions,
  ListedSandbox,
  ListOptions,
  ReleaseOptions,
  SandboxDetails,
  SandboxStatus,
} from '../wire/sandbox.ts'
import { SandboxLease } from '../lease/sandbox-lease.ts'
import {
  dumpOperation,
  getOperation,
  initializeDefaultOperation,
  initializeOperation,
  listOperation,
  type PrepareOptions,
  prepareOperation,
  resetOperation,
} from '../wire/sandbox-operations.ts'
import type { SandboxService } from '../seeds/sandbox-service.ts'
import type { ServerName } from '../wire/server-name.ts'

/**
 * A client of the Klavis sandbox API. Makes no call until asked for one.
 *
 * @throws SandpitError `configuration` for a missing or malformed key, region or base URL.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 *
 * await using client = createClient({ apiKey: process.env['KLAVIS_API_KEY'] })
 * await using sandbox = await client.lease('close')
 * console.log(sandbox.sandboxId)
 * ```
 */
export function createClient(options: ClientOptions): SandboxClient {
  return new SandboxClient(options)
}

/**
 * The sandbox API, one method an operation. Every method throws `SandpitError`; its `code` says
 * what went wrong, its message what to do. Neither JSON nor inspection shows the key.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 *
 * await using client = createClient({ apiKey: process.env['KLAVIS_API_KEY'] })
 * await using sandbox = await client.lease('close')
 * console.log(await client.list())
 * ```
 */
export class SandboxClient implements AsyncDisposable {
  /** Where the service is; no secret. */
  readonly baseUrl: string
  readonly #connection: Connection
  readonly #local: LocalSandboxes
  readonly #ownTransport: LazyTransport = new LazyTransport()
  readonly #held: OwnedSandboxes = new OwnedSandboxes()

  constructor(options: ClientOptions) {
    const apiKey = parseApiKey(options.apiKey)
    this.baseUrl = parseBaseUrl(options)
    const { random = Math.random, clock = systemClock, onEvent } = options
    const transport = options.transport ?? ((request) => this.#ownTransport.send(request))
    const { baseUrl } = this
    const maxAnswerBytes = parseMaxAnswerBytes(options.maxAnswerBytes)
    const route = { apiKey, baseUrl, transport, maxAnswerBytes }
    this.#connection = new Connection({ ...route, onEvent, random, clock })
    this.#local = new LocalSandboxes(this.#connection, transport)
  }

  /** Local sandboxes: virtual machines that run several MCP servers over one workspace. */
  get local(): LocalSandboxes {
    return this.#local
  }

  /**
   * Takes an idle sandbox of a server out of the pool. When the answer is lost, the client looks
   * for what it took by the tag every acquire carries (`sandpit_acquire`), and adopts it; that may
   * take up to 15 s beyond the deadline. When its caller gives up, it looks once, releases what it
   * finds, and rejects then.
   *
   * @throws SandpitError `exhausted` when none is idle; `conflict` when the service gives one that
   * this client holds already; `sandbox_broken` when it gives one that cannot be used, of another
   * system or without an address of its own, which went back, and `release_failed` when that could
   * not be given back; `timeout` after 60 s by default; with
   * `facts.outcomeUnknown` when a sandbox may have been taken all the same. `facts.acquireId` is
   * what `findTagged` finds it by.
   * Source: API reference 1, `POST /sandbox/{server_name}`.
   */
  async acquire<Name extends string>(
    server: Name & ServerName<Name>,
    options: AcquireOptions = {},
  ): Promise<AcquiredSandbox> {
    const { clock } = this.#connection
    const held = {
      has: (sandboxId: string) => this.#held.isUsed(sandboxId, clock.now()),
      isAtAddress: (mcpUrl: string) => this.#held.isAtAddress(mcpUrl, clock.now()),
    }
    const sandbox = await acquireSafely(this.#connection, server, options, held)
    if (held.has(sandbox.sandboxId)) throw givenTwice(sandbox)
    this.#held.add(sandbox, clock.now(), options.ttlSeconds)
    return sandbox
  }

  /** Acquires a sandbox that releases itself: `await using sandbox = await client.lease('close')`. */
  async lease<Name extends string>(
    server: Name & ServerName<Name>,
    options: AcquireOptions = {},
  ): Promise<SandboxLease> {
    return new SandboxLease(this, await this.acquire<string>(server, options))
  }

  /**
   * The sandboxes out of the pool that carry these tags, as soon as there is one: what an acquire
   * took whose answer was lost (`{ [acquireTagName]: acquireId }`). Asks again for 10 s, since a list
   * may lag behind an acquire; none when none showed by then.
   */
  findTagged(
    tags: Readonly<Record<string, string>>,
    options?: FindOptions,
  ): Promise<readonly ListedSandbox[]> {
    return findTagged(this.#connection, tags, options)
  }

  /**
   * Makes sure that a sandbox which this client acquired is still its own: by its MCP instance and
   * its tag, as far as the service shows them. Costs one `get`.
   *
   * @throws SandpitError `taken_over` where somebody else has it. From then on, so do `reset`,
   * `initialize` and `dump`, which do not ask by themselves.
   */
  async confirm(sandboxId: string, options: CallOptions = {}): Promise<void> {
    this.#held.refuseLost(sandboxId)
    const held = this.#held.get(sandboxId)
    if (held === undefined) return
    const { confirmHeld } = await import('../lease/confirm-held.ts')
    await confirmHeld(this.#connection, this.#held, held, options)
  }

  /** One sandbox as it is now. Source: API reference 2, `GET /sandbox/{server_name}/{sandbox_id}`. */
  get<Name extends string>(
    server: Name & ServerName<Name>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<SandboxDetails> {
    return this.#connection.call(getOperation(server, sandboxId), options)
  }

  /** The account's sandboxes. Source: API reference 3, `GET /sandbox`. */
  list(options: ListOptions = {}): Promise<readonly ListedSandbox[]> {
    return this.#connection.call(listOperation(options), options)
  }

  /**
   * Gives a sandbox back to the pool. One that the service does not know, or that somebody else
   * has by now, counts as released: the pool hands ids out again, so a release is for the MCP
   * instance this client acquired, or else for the one that has the sandbox when it begins. It is
   * repeated after a lost answer, and where the service keeps it occupied, only while that instance
   * still has it. What its acquire may have taken beside it is given back too.
   *
   * @throws SandpitError `release_failed` where the service keeps it occupied; with
   * `facts.outcomeUnknown` where nobody knows whether it was released.
   * Source: API reference 4, `DELETE /sandbox/{server_name}/{sandbox_id}`; its `instance_id` is in
   * the newer public document only.
   */
  async release<Name extends string>(
    server: Name & ServerName<Name>,
    sandboxId: string,
    { takenMsAgo = Infinity, ...options }: ReleaseOptions = {},
  ): Promise<void> {
    const held = this.#held.get(sandboxId)
    const showsAtMs = this.#connection.clock.now() - takenMsAgo + mostLagMs
    const lease = { showsAtMs, ...held, server, sandboxId }
    await releaseSafely(this.#connection, lease, options)
    if (held?.mayHaveTakenMore === true) {
      const { giveBackOthers } = await import('../lease/give-back.ts')
      await giveBackOthers(this.#connection, held, options)
    }
    if (held !== undefined) this.#held.forget(held)
  }

  /**
   * Empties a sandbox; it stays yours, at the same address.
   * Source: API reference 5, `POST /sandbox/{server_name}/{sandbox_id}/reset`.
   */
  async reset<Name extends string>(
    server: Name & ServerName<Name>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    this.#held.refuseLost(sandboxId)
    const answer = await this.#connection.call(resetOperation(server, sandboxId), options)
    return answer.status
  }

  /**
   * Adds a seed to what the sandbox holds. A `ParsedSeed` is not held against the contract again.
   *
   * @throws SandpitError `invalid_seed` before any call when the seed breaks `service.seed`;
   * `validation` when the service refuses it, each issue with its path in the seed.
   * Source: Close page, `POST /sandbox/close/{sandbox_id}/initialize`; other servers by analogy.
   */
  async initialize<Seed>(
    service: SandboxService<Seed, unknown>,
    sandboxId: string,
    seed: NoInfer<Seed | ParsedSeed<Seed>>,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    this.#held.refuseLost(sandboxId)
    const sent = ParsedSeed.of<Seed>(service, seed)
    const operation = initializeOperation(service.server, sandboxId, sent)
    return (await this.#connection.call(operation, options)).status
  }

  /**
   * Fills a sandbox with the service's own sample data (`init_default_data`).
   * Source: Close page, `POST /sandbox/close/{sandbox_id}/initialize`.
   */
  async initializeDefault<Name extends string>(
    server: Name & ServerName<Name>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    this.#held.refuseLost(sandboxId)
    const operation = initializeDefaultOperation(server, sandboxId)
    return (await this.#connection.call(operation, options)).status
  }

  /**
   * What the sandbox holds now, in the shape of a seed.
   * Source: newer public document only, `GET /sandbox/close/{sandbox_id}/dump`.
   */
  async dump<Dump>(
    service: SandboxService<unknown, Dump>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<Dump> {
    this.#held.refuseLost(sandboxId)
    return this.#connection.call(dumpOperation(service, sandboxId), options)
  }

  /**
   * Asks the service to have capacity ready for a benchmark or a server.
   * Source: newer public document only, `POST /sandbox/prepare`.
   */
  async prepare(options: PrepareOptions & CallOptions = {}): Promise<void> {
    await this.#connection.call(prepareOperation(options), options)
  }

  /** Lets calls in flight end, then closes the client's connections. A given transport stays open. */
  close(): Promise<void> {
    return this.#ownTransport.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
