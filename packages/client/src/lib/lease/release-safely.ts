import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import type { Deadline } from '../calls/deadline.ts'
import { retryWaitMs } from '../calls/operation-policy.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import { instanceIdOf } from '../wire/mcp-address.ts'
import type { CallOptions, SandboxDetails } from '../wire/sandbox.ts'
import { getOperation, releaseOperation } from '../wire/sandbox-operations.ts'
import { shownLease } from './owned-sandboxes.ts'

/** Which lease to end. */
export interface LeaseToEnd {
  readonly server: string
  readonly sandboxId: string
  /** The MCP instance it was acquired with; left out where somebody else acquired it. */
  readonly instanceId?: string | undefined
  /** The tag it was acquired with; likewise. */
  readonly acquireId?: string | undefined
  /** Until when, by the connection's clock, the service may not know of it yet. Default: it does. */
  readonly showsAtMs?: number | undefined
}

const mostRepeats = 4
const hiddenPauseMs = 500
const lookTimeoutMs = 5_000

/**
 * Gives a sandbox back, and never takes it from whoever has it next: the pool hands the same id out
 * again. Every acquire makes a new MCP instance, so the release names the one it is for, and where
 * its answer is lost it is repeated only while the sandbox still shows that instance.
 *
 * It is released when the service says `idle`, or shows that somebody else has it, or does not show
 * it though it has had the time to. A service that keeps it occupied is asked again, whatever it
 * answered: 200, that it is busy or failed, or that it does not know it.
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
    const fate = await calls.fateAfter(fault, attempt)
    if (fate === 'released') return
    if (fate === 'unknown') throw fault
  }
}

/**
 * What became of the lease: `unknown` where the sandbox shows neither instance nor tag, `hidden` where
 * it does not show, and may yet.
 */
type Fate = 'released' | 'held' | 'unknown' | 'hidden'

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
      return this.#stillOccupied(200)
    } catch (error) {
      if (!(error instanceof SandpitError)) throw error
      if (error.code === 'not_found') return await this.#notFound(error)
      if (mayYetBeReleased(error)) return error
      throw error
    }
  }

  /**
   * Waits, and then looks what became of a release that may have failed, until it shows.
   *
   * @throws SandpitError the fault, where it is not to be tried again.
   */
  async fateAfter(fault: SandpitError, attempt: number): Promise<Fate> {
    const isLast = attempt > mostRepeats
    await this.#pause(fault, isLast ? 0 : retryWaitMs(attempt, undefined, this.#connection.random))
    for (;;) {
      const fate = await this.#look(fault)
      if (fate === 'held' && isLast) throw fault
      if (fate !== 'hidden') return fate
      await this.#pause(fault, hiddenPauseMs)
    }
  }

  async #pause(fault: SandpitError, ms: number): Promise<void> {
    if (fault.code === 'aborted' || ms >= this.#deadline.remainingMs) throw fault
    await wait(this.#connection.clock, ms, this.#deadline.signal)
  }

  /** The error where a release was answered 404 for what may still be held. */
  async #notFound(error: SandpitError): Promise<SandpitError | undefined> {
    const fate = await this.#look(error)
    if (fate === 'released') return undefined
    return fate === 'hidden' ? error : this.#stillOccupied(404, error)
  }

  async #look(fault: SandpitError): Promise<Fate> {
    try {
      return await this.#fate()
    } catch (error) {
      if (error instanceof SandpitError && error.code === 'not_found')
        return this.#mayShow() ? 'hidden' : 'released'
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
    const { acquireId } = this.#lease
    this.#instanceId ??= instanceOf(details)
    const shown = shownLease({ instanceId: this.#instanceId, acquireId }, details)
    if (shown === 'unknown') return 'unknown'
    return shown === 'ours' ? 'held' : 'released'
  }

  /** Whether a sandbox that the service does not know may still show: it was just taken. */
  #mayShow(): boolean {
    return this.#connection.clock.now() < (this.#lease.showsAtMs ?? -Infinity)
  }

  #stillOccupied(status: number, cause?: unknown): SandpitError {
    const { server, sandboxId } = this.#lease
    return new SandpitError(
      'release_failed',
      `release of '${server}' sandbox ${sandboxId}: the service answered ${status}, and keeps it occupied. ` +
        'Release it again later, and tell the service about it.',
      { operation: 'release', server, sandboxId, cause },
    )
  }
}

/** Whether a release that failed may have been done all the same, or may be done yet. */
function mayYetBeReleased({ code, facts }: SandpitError): boolean {
  const isBusy = code === 'conflict' || (code === 'service' && (facts.status ?? 0) >= 500)
  return isBusy || facts.outcomeUnknown === true
}

function instanceOf({ mcpUrl }: SandboxDetails): string | undefined {
  return mcpUrl === undefined ? undefined : instanceIdOf(mcpUrl)
}
