import type { CallFault, ToolCall } from '@sandpit/client/tool-call'
import type { CloseSeed } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import type { CloseDump, DumpedLead } from '../data/close-dump.ts'
import { type MatcherLimits, MatcherTime } from './matcher-time.ts'
import { type CloseFault, sendableFaults } from './sendable-faults.ts'
import { sendableSeed } from './sendable-seed.ts'

/** What a sandbox in a test's hands can be asked for. */
export interface CloseSandboxLink {
  readonly sandboxId: string
  readonly mcpUrl: string
  readonly restUrl?: string | undefined
  readonly restToken?: string | undefined
  calls(): Promise<readonly ToolCall[]>
  transcript(): Promise<string>
  setFaults(faults: readonly CallFault[]): Promise<void>
  dump(): Promise<unknown>
  reset(): Promise<void>
  add(seed: CloseData): Promise<void>
}

/**
 * A Close sandbox in the hands of one test, empty at its start but for the test's seed. It knows
 * the names of the seed's leads where the compiler does.
 *
 * @example
 * ```ts
 * import { CloseSandbox } from '@sandpit/close/sandbox'
 * import { leaseLink, type LeasedSandbox, type Link } from '@sandpit/lease/link'
 *
 * export function fixtureOf(link: Link, lease: LeasedSandbox): CloseSandbox {
 *   return new CloseSandbox(leaseLink(link, lease), { leads: [{ name: 'Acme' }] })
 * }
 * ```
 */
// What a runner's diff shows are copies, which have the getters of the class and nothing behind them.
export class CloseSandbox<LeadName extends string = string> {
  readonly sandboxId: string
  /** The MCP server it is for. */
  readonly server = 'close'
  readonly #link: CloseSandboxLink
  readonly #matcherTime: MatcherTime
  #seed: CloseData

  constructor(link: CloseSandboxLink, seed: CloseData, limits?: MatcherLimits) {
    this.sandboxId = link.sandboxId
    this.#seed = seed
    this.#link = link
    this.#matcherTime = new MatcherTime(limits)
  }

  /** How long matchers may look at it, which properties and they go by; nothing for a test to set. */
  get matcherTime(): MatcherTime {
    return #matcherTime in this ? this.#matcherTime : new MatcherTime()
  }

  /** What the sandbox was filled with last: when the test started, or by `reseed`. */
  get seed(): CloseData {
    return #seed in this ? this.#seed : {}
  }

  /**
   * Where the sandbox's MCP server is: what the agent under test connects to. The address is the
   * credential, so no listing of this object shows it; keep it out of logs.
   */
  get mcpUrl(): string {
    return #link in this ? this.#link.mcpUrl : ''
  }

  /**
   * Where Close's REST API is for this sandbox, such as what follows `https://api.close.com` as
   * `/api/v1`: a credential like `mcpUrl`. Undefined where tests have the sandbox's own addresses.
   */
  get restUrl(): string | undefined {
    return #link in this ? this.#link.restUrl : undefined
  }

  /** What the REST API at `restUrl` takes as Bearer, and nothing else does; keep it out of logs. */
  get restToken(): string | undefined {
    return #link in this ? this.#link.restToken : undefined
  }

  /**
   * Every call of the sandbox's tools so far, whoever made it, in order: what an agent asked for and
   * what it was told.
   *
   * @example
   * ```ts
   * import { expect, test } from '@sandpit/vitest/close'
   *
   * test('the agent looks before it writes', async ({ close }) => {
   *   await runMyAgent(close.mcpUrl)
   *   const [first] = await close.calls()
   *   expect(first?.tool).toBe('close_search_leads')
   * })
   * ```
   */
  calls(): Promise<readonly ToolCall[]> {
    return this.#link.calls()
  }

  /** The calls as a text for a snapshot: ids are numbered, times and answers left out. */
  transcript(): Promise<string> {
    return this.#link.transcript()
  }

  /**
   * Replaces which calls of the sandbox's tools go wrong from now on; an empty list ends it.
   *
   * @throws SandpitError `configuration` for what is no fault, or a tool that there is not
   *
   * @example
   * ```ts
   * import { test } from '@sandpit/vitest/close'
   *
   * test('the agent tries again', async ({ close }) => {
   *   await close.setFaults([
   *     { kind: 'status', status: 429, retryAfterSeconds: 1, tool: 'close_create_task' },
   *   ])
   *   await runMyAgent(close.mcpUrl)
   * })
   * ```
   */
  async setFaults(faults: readonly CloseFault[]): Promise<void> {
    await this.#link.setFaults(await sendableFaults(faults))
  }

  /** Everything in the sandbox now, in the shape of a seed. */
  async dump(): Promise<CloseDump> {
    return (await this.#link.dump()) as CloseDump
  }

  /**
   * One lead as it is now.
   *
   * @throws SandpitError `not_found`, with the name that was probably meant, and `conflict` when
   *   several leads have the name.
   */
  async lead<const Name extends LeadName>(name: Name): Promise<DumpedLead<Name>> {
    const { findLead } = await import('@sandpit/close/compare')
    return findLead(await this.dump(), name)
  }

  /** Empties the sandbox. */
  reset(): Promise<void> {
    return this.#link.reset()
  }

  /**
   * Adds data to what is in the sandbox.
   *
   * @throws SandpitError `invalid_seed`, before any call, naming path, value and expectation.
   */
  async add(seed: CloseSeed): Promise<void> {
    await this.#link.add(await sendableSeed(seed))
  }

  /** Empties the sandbox and fills it again, with the test's own seed unless given another. */
  async reseed(...given: readonly [seed?: CloseSeed]): Promise<void> {
    const [seed] = given.length === 0 ? [this.seed] : given
    const data = await sendableSeed(seed as CloseSeed)
    await this.reset()
    await this.#link.add(data)
    this.#seed = data
  }
}
