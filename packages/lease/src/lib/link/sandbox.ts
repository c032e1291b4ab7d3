import { SandpitError } from '@sandpit/client/errors'
import type { CallFault, ToolCall } from '@sandpit/client/tool-call'
import type { LeasedSandbox, Link } from './link.ts'
import { sendableData } from './sendable-data.ts'
import { transcriptOf } from './transcript.ts'

/**
 * A sandbox in the hands of one test. Its seeds and dumps are of the shape that the service's public
 * document, or the run's service for its server, describes.
 *
 * @example
 * ```ts
 * import { type Link, Sandbox } from '@sandpit/lease/link'
 *
 * export async function sandboxOf(link: Link) {
 *   const seed = { projects: [{ key: 'APP', name: 'App' }] }
 *   return new Sandbox(link, await link.begin({ server: 'jira', seed }), seed)
 * }
 * ```
 */
// What a runner's diff shows are copies, which have the getters of the class and nothing behind them.
export class Sandbox<Data = unknown, Server extends string = string> {
  readonly sandboxId: string
  /** The MCP server it is for, such as `jira`. */
  readonly server: Server
  readonly #link: Link
  readonly #lease: LeasedSandbox
  #seed: Data

  /** @param lease a sandbox of this server, filled with the seed */
  constructor(link: Link, lease: LeasedSandbox, seed: Data) {
    this.#seed = seed
    this.sandboxId = lease.sandboxId
    this.server = lease.server as Server
    this.#link = link
    this.#lease = lease
  }

  /** What the sandbox was filled with last: when the test started, or by `reseed`. */
  get seed(): Data {
    return #seed in this ? this.#seed : (undefined as Data)
  }

  /**
   * Where the sandbox's MCP server is: what the agent under test connects to. The address is the
   * credential, so no listing of this object shows it; keep it out of logs.
   */
  get mcpUrl(): string {
    return #lease in this ? this.#lease.mcpUrl : ''
  }

  /**
   * Where the REST API of its system is, for a system that has one: a credential like `mcpUrl`.
   * Undefined where tests have the sandbox's own addresses.
   */
  get restUrl(): string | undefined {
    return #lease in this ? this.#lease.restUrl : undefined
  }

  /** What the REST API at `restUrl` takes as Bearer, and nothing else does; keep it out of logs. */
  get restToken(): string | undefined {
    return #lease in this ? this.#lease.restToken : undefined
  }

  /** Every call of the sandbox's tools so far, whoever made it, in order. */
  calls(): Promise<readonly ToolCall[]> {
    return this.#link.calls(this.#lease.leaseId)
  }

  /** The calls as a text that is the same in every run: ids and times by their part in it. */
  async transcript(): Promise<string> {
    return transcriptOf(await this.calls())
  }

  /**
   * Replaces which calls of the sandbox's tools go wrong from now on; an empty list ends it.
   *
   * @throws SandpitError `configuration` for what is no fault
   */
  setFaults(faults: readonly CallFault[]): Promise<void> {
    return this.#link.setFaults(this.#lease.leaseId, faults)
  }

  /** Empties the sandbox. */
  reset(): Promise<void> {
    return this.#link.reset(this.#lease.leaseId)
  }

  /**
   * Adds data to what is in the sandbox.
   *
   * @throws SandpitError `invalid_seed`, before any call; `configuration` for a server that no
   *   service of the run describes.
   */
  async add(seed: Data): Promise<void> {
    await this.#link.add(this.#lease.leaseId, sendableData(this.server, seed))
  }

  /** Empties the sandbox and fills it again, with the test's own seed unless given another. */
  async reseed(...given: readonly [seed?: Data]): Promise<void> {
    const [seed] = given
    if (given.length > 0 && seed === undefined) throw noSeed(this.server)
    await this.#fill(given.length === 0 ? this.#seed : (seed as Data))
  }

  /** Everything in the sandbox now, in the shape of a seed. */
  async dump(): Promise<Data> {
    return (await this.#link.dump(this.#lease.leaseId)) as Data
  }

  async #fill(seed: Data): Promise<void> {
    sendableData(this.server, seed)
    await this.reset()
    if (seed !== undefined) await this.add(seed)
    this.#seed = seed
  }
}

function noSeed(server: string): SandpitError {
  return new SandpitError(
    'invalid_seed',
    `reseed(undefined) names no seed for '${server}'; for the test's own, write reseed().`,
    { server },
  )
}

/** What a test may do with the sandbox it holds. */
export type LeaseLink = Omit<Sandbox, 'server' | 'seed' | 'reseed'>

/**
 * A link narrowed to one lease.
 *
 * @example
 * ```ts
 * import { leaseLink, type LeasedSandbox, type Link } from '@sandpit/lease/link'
 *
 * export async function emptied(link: Link, lease: LeasedSandbox): Promise<void> {
 *   await leaseLink(link, lease).reset()
 * }
 * ```
 */
export function leaseLink(link: Link, lease: LeasedSandbox): Sandbox {
  return new Sandbox<unknown>(link, lease, undefined)
}
