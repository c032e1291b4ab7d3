import { randomUUID } from 'node:crypto'
import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import type { Deadline } from '../calls/deadline.ts'
import { retryWaitMs } from '../calls/operation-policy.ts'
import type { SandpitError } from '../errors/sandpit-error.ts'
import type { AcquiredSandbox, AcquireOptions, ListedSandbox } from '../wire/sandbox.ts'
import { acquireOperation } from '../wire/sandbox-operations.ts'
import { acquireTagName } from './acquire-tag.ts'
import { findTagged, mostLagMs } from './find-tagged.ts'
import { leftBehind, mayHaveTaken } from './lost-acquire.ts'
import { releaseSafely } from './release-safely.ts'
import { sandboxWithAddress, type Taken } from './sandbox-address.ts'
import { atAddressOfAnother, giveBackUnusable } from './unusable-sandbox.ts'

const unavailableRetries = 3

/**
 * Acquires a sandbox, and says whether it may have taken another beside it. An acquire has no
 * idempotency key, so one whose answer was lost is not sent again: the client looks for what carries
 * its tag, for as long as a service may not show it, and adopts what it finds. Only where the front
 * end answered that the service is unavailable, and nothing carries the tag at that moment, is it
 * sent again with the same tag, by which a second sandbox is found later.
 *
 * The looks may take up to 15 s beyond the deadline; whoever gave up gets one look, and what it finds
 * is released.
 *
 * @param held what its client holds already: that is not adopted, nor used under another id
 */
export async function acquireSafely(
  connection: Connection,
  server: string,
  options: AcquireOptions,
  held: HeldAlready,
): Promise<AcquiredSandbox> {
  using deadline = connection.deadline('acquire', options)
  const acquireId = options.tags?.[acquireTagName] ?? randomUUID()
  const tagged = { ...options, tags: { ...options.tags, [acquireTagName]: acquireId } }
  return await new Acquire(connection, server, tagged, acquireId, held).run(deadline)
}

/** What a client holds. */
export interface HeldAlready {
  /** Whether it holds this sandbox. */
  has(sandboxId: string): boolean
  /** Whether one that it holds is behind this address. */
  isAtAddress(mcpUrl: string): boolean
}

/** One acquire, however often it is sent. */
class Acquire {
  readonly #connection: Connection
  readonly #server: string
  readonly #options: AcquireOptions
  readonly #acquireId: string
  readonly #held: HeldAlready
  #mayHaveTakenMore = false

  constructor(
    connection: Connection,
    server: string,
    options: AcquireOptions,
    acquireId: string,
    held: HeldAlready,
  ) {
    this.#connection = connection
    this.#server = server
    this.#options = options
    this.#acquireId = acquireId
    this.#held = held
  }

  async run(deadline: Deadline): Promise<AcquiredSandbox> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#send(deadline)
      } catch (error) {
        const failure = mayHaveTaken(error, this.#acquireId, this.#mayHaveTakenMore)
        if (failure.facts.outcomeUnknown !== true) throw failure
        const waitMs = this.#repeatInMs(failure, attempt, deadline)
        const found = await this.#look(failure, waitMs === undefined ? mostLagMs : 0)
        if (found !== undefined) return this.#adopt(failure, found)
        if (waitMs === undefined) throw leftBehind(failure, this.#acquireId)
        this.#mayHaveTakenMore = true
        await wait(this.#connection.clock, waitMs, deadline.signal)
      }
    }
  }

  async #send(deadline: Deadline): Promise<AcquiredSandbox> {
    const operation = acquireOperation(this.#server, this.#options)
    return this.#taken(await this.#connection.callWithin(operation, deadline))
  }

  /** How long to wait before it is sent again; `undefined` when it must not be. */
  #repeatInMs({ code }: SandpitError, attempt: number, deadline: Deadline): number | undefined {
    const waitMs = retryWaitMs(attempt, undefined, this.#connection.random)
    const isOver = attempt > unavailableRetries || waitMs >= deadline.remainingMs
    return code === 'service' && !isOver ? waitMs : undefined
  }

  /** What the acquire took, the last that shows: it is the one that nobody was told of. */
  async #look(failure: SandpitError, withinMs: number): Promise<ListedSandbox | undefined> {
    const tags = { [acquireTagName]: this.#acquireId }
    try {
      const found = await findTagged(this.#connection, tags, {
        withinMs: failure.code === 'aborted' ? 0 : withinMs,
      })
      const free = found.filter(({ sandboxId }) => !this.#held.has(sandboxId))
      this.#mayHaveTakenMore ||= free.length > 1
      return free[0]
    } catch (error) {
      throw leftBehind(failure, this.#acquireId, error)
    }
  }

  /** Takes what was found; gives it back where nobody waits for it any more. */
  async #adopt(failure: SandpitError, found: ListedSandbox): Promise<AcquiredSandbox> {
    if (failure.code !== 'aborted') return this.#taken(found)
    const release = releaseSafely(this.#connection, found)
    await release.catch((error: unknown) => {
      throw leftBehind(failure, this.#acquireId, error)
    })
    throw failure
  }

  /** Gives back at once what nobody can use. */
  async #taken(answer: Taken): Promise<AcquiredSandbox> {
    const acquire = { acquireId: this.#acquireId, mayHaveTakenMore: this.#mayHaveTakenMore }
    try {
      const sandbox = await sandboxWithAddress(this.#connection, this.#server, answer, acquire)
      if (this.#held.has(sandbox.sandboxId) || !this.#held.isAtAddress(sandbox.mcpUrl))
        return sandbox
      throw atAddressOfAnother()
    } catch (error) {
      const { clock } = this.#connection
      const lease = { ...answer, ...acquire, showsAtMs: clock.now() + mostLagMs }
      throw await giveBackUnusable(this.#connection, this.#server, lease, error)
    }
  }
}
