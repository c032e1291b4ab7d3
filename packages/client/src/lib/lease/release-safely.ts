import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import type { Deadline } from '../calls/deadline.ts'
import { retryWaitMs } from '../calls/operation-policy.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import { instanceIdOf } from '../wire/mcp-address.ts'
import type { CallOptions } from '../wire/sandbox.ts'
import { getOperation, releaseOperation } from '../wire/sandbox-operations.ts'

/** Which lease to end. */
export interface LeaseToEnd {
  readonly server: string
  readonly sandboxId: string
  /** The MCP instance it was acquired with; left out where somebody else acquired it. */
  readonly instanceId?: string | undefined
  /** Until when, by the connection's clock, the service may not know of it yet. Default: it does. */
  readonly showsAtMs?: number | undefined
}

const mostRepeats = 4
const shortestPauseMs = 250
const lookTimeoutMs = 5_000

/**
 * Gives a sandbox back, and never takes it from whoever has it next: the pool hands the same id out
 * again. Every acquire makes a new MCP instance, so the release names the one it is for, and where
 * its answer is lost it is repeated only while the sandbox still shows that instance.
 *
 * It is released when the service says `idle`, or shows that somebody else has it, or does not know
 * it though it has had the time to. A service that answers 200 and keeps it occupied is asked again.
 *
 * That the service leaves another instance's sandbox alone is documented for its own time limit
 * (newer public document, `instance_id`: "if provided and mismatched, the release is skipped"); that
 * it does so for any release, and compares what stands in the MCP address, is inferred. So an answer
 * other than `idle` is looked into as well.
 *
 * @throws SandpitError `release_failed` where the service keeps it occupied; with
 *   `facts.outcomeUnknown` where nobody knows what became of it.
 */
export async function releaseSafely(
  connection: Connection,
  lease: LeaseToEnd,
  options: CallOptions = {},
): Promise<void> {
  using deadline = connection.deadline('release', options)
  const calls = new ReleaseCalls(connection, lease, deadline, options.signal)
  if (lease.instanceId === undefined) await calls.glance()
  for (let attempt = 1; ; attempt++) {
    const fault = await calls.release()
    if (fault === undefined) return
    const waitMs = calls.repeatInMs(fault, attempt)
    if (waitMs === undefined) throw fault
    await wait(connection.clock, waitMs, deadline.signal)
    const fate = await calls.look(fault)
    if (fate === 'released') return
    if (fate === 'unknown') throw fault
  }
}

/** What became of the lease; `unknown` where the sandbox does not show an instance. */
type Fate = 'released' | 'held' | 'unknown'

/** The calls of one release, within one deadline. */
class ReleaseCalls {
  readonly #connection: Connection
  readonly #lease: LeaseToEnd
  readonly #deadline: Deadline
  readonly #signal: AbortSignal | undefined
  #instanceId: string | undefined

  constructor(
    connection: Connection,
    lease: LeaseToEnd,
    deadline: Deadline,
    signal: AbortSignal | undefined,
  ) {
    this.#connection = connection
    this.#lease = lease
    this.#deadline = deadline
    this.#signal = signal
    this.#instanceId = lease.instanceId
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

  /** Releases once; gives the error where it may still be held. */
  async release(): Promise<SandpitError | undefined> {
    try {
      if ((await this.#send(this.#instanceId)) === 'idle') return undefined
      const fate = await this.glance()
      if (fate === 'released') return undefined
      // An older service may compare the instance with something else; nobody else's shows here.
      if (fate === 'held' && (await this.#send(undefined)) === 'idle') return undefined
      return this.#stillOccupied()
    } catch (error) {
      if (!(error instanceof SandpitError)) throw error
      if (error.code === 'not_found') return this.#mayShow() ? error : undefined
      if (error.facts.outcomeUnknown === true) return error
      throw error
    }
  }

  /** How long to wait until the next try; `undefined` when there is to be none. */
  repeatInMs({ code }: SandpitError, attempt: number): number | undefined {
    const pauseMs = retryWaitMs(attempt, undefined, this.#connection.random)
    const waitMs = code === 'not_found' ? Math.max(shortestPauseMs, pauseMs) : pauseMs
    const isOver = code === 'aborted' || waitMs >= this.#deadline.remainingMs
    const isLast = attempt > mostRepeats && code !== 'not_found'
    return isOver || isLast ? undefined : waitMs
  }

  /** Looks what became of a release that may have failed. */
  async look(fault: SandpitError): Promise<Fate> {
    try {
      return await this.#fate()
    } catch (error) {
      if (error instanceof SandpitError && error.code === 'not_found')
        return this.#mayShow() ? 'held' : 'released'
      const cause = new AggregateError([fault.cause, error], 'Looking at the sandbox failed too.')
      throw new SandpitError(fault.code, fault.message, { ...fault.facts, cause })
    }
  }

  async #send(instanceId: string | undefined): Promise<string> {
    const { server, sandboxId } = this.#lease
    const operation = releaseOperation(server, sandboxId, instanceId)
    return (await this.#connection.callWithin(operation, this.#deadline)).status
  }

  async #fate(): Promise<Fate> {
    const { server, sandboxId } = this.#lease
    const timeoutMs = Math.max(1, Math.min(lookTimeoutMs, this.#deadline.remainingMs))
    const call = this.#signal === undefined ? { timeoutMs } : { timeoutMs, signal: this.#signal }
    const details = await this.#connection.call(getOperation(server, sandboxId), call)
    const { status, mcpUrl } = details
    const shown = mcpUrl === undefined ? undefined : instanceIdOf(mcpUrl)
    this.#instanceId ??= shown
    if (status === 'idle') return 'released'
    if (shown === undefined) return 'unknown'
    return shown === this.#instanceId ? 'held' : 'released'
  }

  /** Whether a sandbox that the service does not know may still show: it was just taken. */
  #mayShow(): boolean {
    return this.#connection.clock.now() < (this.#lease.showsAtMs ?? -Infinity)
  }

  #stillOccupied(): SandpitError {
    const { server, sandboxId } = this.#lease
    return new SandpitError(
      'release_failed',
      `release of '${server}' sandbox ${sandboxId}: the service answered 200, and keeps it occupied. ` +
        'Release it again later, and tell the service about it.',
      { operation: 'release', server, sandboxId },
    )
  }
}
