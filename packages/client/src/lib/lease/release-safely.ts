import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../calls/connection.ts'
import { Deadline } from '../calls/deadline.ts'
import { instanceIdOf } from '../wire/mcp-address.ts'
import { operationPolicies, retryWaitMs } from '../calls/operation-policy.ts'
import type { CallOptions } from '../wire/sandbox.ts'
import { getOperation, releaseOperation } from '../wire/sandbox-operations.ts'
import { SandpitError } from '../errors/sandpit-error.ts'

/** Which lease to end. */
export interface HeldSandbox {
  readonly server: string
  readonly sandboxId: string
  /** The MCP instance it was acquired with; left out where somebody else acquired it. */
  readonly instanceId?: string | undefined
}

export interface ReleaseOptions extends CallOptions {
  readonly random: () => number
}

const mostRepeats = 4
const lookTimeoutMs = 5_000

/**
 * Gives a sandbox back, and never takes it from whoever has it next: the pool hands the same id out
 * again. Every acquire makes a new MCP instance, so the release names the one it is for, and where
 * its answer is lost it is repeated only while the sandbox still shows that instance.
 *
 * That the service leaves another instance's sandbox alone is documented for its own time limit
 * (newer public document, `instance_id`: "if provided and mismatched, the release is skipped"); that
 * it does so for any release, and compares what stands in the MCP address, is inferred. So an answer
 * other than `idle` is looked into as well.
 */
export async function releaseSafely(
  connection: Connection,
  held: HeldSandbox,
  { random, ...options }: ReleaseOptions,
): Promise<void> {
  using deadline = new Deadline(options.timeoutMs ?? operationPolicies.release.timeoutMs, undefined)
  const calls = new ReleaseCalls(connection, held, options, deadline)
  if (held.instanceId === undefined) await calls.glance()
  for (let attempt = 1; ; attempt++) {
    const lost = await calls.release()
    if (lost === undefined) return
    const waitMs = retryWaitMs(attempt, undefined, random)
    const isOver = lost.code === 'aborted' || waitMs >= deadline.remainingMs
    if (isOver || attempt > mostRepeats) throw lost
    await sleep(waitMs)
    const fate = await calls.look(lost)
    if (fate === 'released') return
    if (fate === 'unknown') throw lost
  }
}

/** What became of the lease; `unknown` where the sandbox does not show an instance. */
type Fate = 'released' | 'held' | 'unknown'

/** The calls of one release, within one deadline. */
class ReleaseCalls {
  readonly #connection: Connection
  readonly #held: HeldSandbox
  readonly #options: CallOptions
  readonly #deadline: Deadline
  #instanceId: string | undefined

  constructor(connection: Connection, held: HeldSandbox, options: CallOptions, deadline: Deadline) {
    this.#connection = connection
    this.#held = held
    this.#options = options
    this.#deadline = deadline
    this.#instanceId = held.instanceId
  }

  /** Finds out which instance has the sandbox now: the one that is meant where none was named. */
  async glance(): Promise<Fate> {
    try {
      return await this.#fate()
    } catch {
      // The release does not depend on it, and says itself what ails both.
      return 'unknown'
    }
  }

  /** Releases once; gives the error where nobody knows whether it did. */
  async release(): Promise<SandpitError | undefined> {
    try {
      const status = await this.#send(this.#instanceId)
      const isSkipped = status !== 'idle' && this.#instanceId !== undefined
      if (isSkipped && (await this.glance()) === 'held') await this.#send(undefined)
      return undefined
    } catch (error) {
      if (!(error instanceof SandpitError)) throw error
      if (error.code === 'not_found') return undefined
      if (error.facts.outcomeUnknown === true) return error
      throw error
    }
  }

  /** Looks what became of a release whose answer was lost. */
  async look(lost: SandpitError): Promise<Fate> {
    try {
      return await this.#fate()
    } catch (error) {
      if (error instanceof SandpitError && error.code === 'not_found') return 'released'
      const cause = new AggregateError([lost.cause, error], 'Looking at the sandbox failed too.')
      throw new SandpitError(lost.code, lost.message, { ...lost.facts, cause })
    }
  }

  async #send(instanceId: string | undefined): Promise<string> {
    const { server, sandboxId } = this.#held
    const operation = releaseOperation(server, sandboxId, instanceId)
    return (await this.#connection.call(operation, this.#budget(Infinity))).status
  }

  async #fate(): Promise<Fate> {
    const { server, sandboxId } = this.#held
    const budget = this.#budget(lookTimeoutMs)
    const { status, mcpUrl } = await this.#connection.call(getOperation(server, sandboxId), budget)
    const shown = mcpUrl === undefined ? undefined : instanceIdOf(mcpUrl)
    this.#instanceId ??= shown
    if (status === 'idle') return 'released'
    if (shown === undefined) return 'unknown'
    return shown === this.#instanceId ? 'held' : 'released'
  }

  #budget(mostMs: number): CallOptions {
    const timeoutMs = Math.max(1, Math.min(mostMs, this.#deadline.remainingMs))
    return { ...this.#options, timeoutMs }
  }
}
