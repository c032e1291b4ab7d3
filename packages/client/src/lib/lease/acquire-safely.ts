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
import { sandboxWithAddress } from './sandbox-address.ts'

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
 * @param isHeld whether its client holds a sandbox already: that one is not adopted
 */
export async function acquireSafely(
  connection: Connection,
  server: string,
  options: AcquireOptions,
  isHeld: (sandboxId: string) => boolean,
): Promise<AcquiredSandbox> {
  using deadline = connection.deadline('acquire', options)
  const acquireId = options.tags?.[acquireTagName] ?? randomUUID()
  const tagged = { ...options, tags: { ...options.tags, [acquireTagName]: acquireId } }
  return await new Acquire(connection, server, tagged, acquireId, isHeld).run(deadline)
}

/** One acquire, however often it is sent. */
class Acquire {
  readonly #connection: Connection
  readonly #server: string
  readonly #options: AcquireOptions
  readonly #acquireId: string
  readonly #isHeld: (sandboxId: string) => boolean
  #mayHaveTakenMore = false

  constructor(
    connection: Connection,
    server: string,
    options: AcquireOptions,
    acquireId: string,
    isHeld: (sandboxId: string) => boolean,
  ) {
    this.#connection = connection
    this.#server = server
    this.#options = options
    this.#acquireId = acquireId
    this.#isHeld = isHeld
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
      const free = found.filter(({ sandboxId }) => !this.#isHeld(sandboxId))
      this.#mayHaveTakenMore ||= free.length > 1
      return free[0]
    } catch (error) {
      throw leftBehind(failure, this.#acquireId, error)
    }
  }

  /** Takes what was found; gives it back where nobody waits for it any more. */
  async #adopt(failure: SandpitError, found: ListedSandbox): Promise<AcquiredSandbox> {
    const { sandboxId, status } = found
    if (failure.code !== 'aborted') return this.#taken({ sandboxId, status, server: this.#server })
    const release = releaseSafely(this.#connection, { server: this.#server, sandboxId })
    await release.catch((error: unknown) => {
      throw leftBehind(failure, this.#acquireId, error)
    })
    throw failure
  }

  #taken(answer: Parameters<typeof sandboxWithAddress>[2]): Promise<AcquiredSandbox> {
    return sandboxWithAddress(this.#connection, this.#server, answer, {
      acquireId: this.#acquireId,
      mayHaveTakenMore: this.#mayHaveTakenMore,
    })
  }
}
