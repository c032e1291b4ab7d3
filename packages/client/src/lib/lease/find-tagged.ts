import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import type { CallOptions, ListedSandbox } from '../wire/sandbox.ts'
import { listOperation } from '../wire/sandbox-operations.ts'
import { carriesTags } from './acquire-tag.ts'

/**
 * How long a service may take to show a sandbox that it gave, in its list and under the sandbox's
 * own address. Inferred: no document says that it may take any time.
 */
export const mostLagMs = 10_000

const firstPauseMs = 250
const longestPauseMs = 2_000
const lookTimeoutMs = 5_000

/** What to look for. */
export interface FindOptions extends CallOptions {
  /** Keep looking for so many milliseconds until something shows; default 10,000, 0 looks once. */
  readonly withinMs?: number
  /** Sandboxes, by id, that are known already. */
  readonly except?: readonly string[]
}

/**
 * The sandboxes out of the pool that carry the tags, as soon as there is one; none when none showed
 * in time. The service's filter is not believed: a newer one ignores `tags`, and lists everything.
 */
export async function findTagged(
  connection: Connection,
  tags: Readonly<Record<string, string>>,
  { withinMs = mostLagMs, except = [], ...options }: FindOptions = {},
): Promise<readonly ListedSandbox[]> {
  const { clock } = connection
  const call = { timeoutMs: lookTimeoutMs, ...options }
  const endsAt = clock.now() + withinMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const listed = await connection.call(listOperation({ tags }), call)
    const found = listed.filter(
      (each) =>
        each.status !== 'idle' && carriesTags(each.tags, tags) && !except.includes(each.sandboxId),
    )
    const leftMs = endsAt - clock.now()
    if (found.length > 0 || leftMs <= 0) return found
    await wait(clock, Math.min(pauseMs, leftMs), options.signal)
  }
}
