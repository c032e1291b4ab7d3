import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../calls/connection.ts'
import type { ListedSandbox } from '../wire/sandbox.ts'
import { listOperation } from '../wire/sandbox-operations.ts'
import { SandpitError } from '../errors/sandpit-error.ts'

/** The tag every acquire carries, a new value each: by it a lost one is found again. */
export const attemptTagName = 'sandpit-attempt'

/** When to look for what a lost acquire took: the service may still be at work on it. */
const looksAfterMs = [0, 500, 1500, 3000]
const lookTimeoutMs = 5_000
/** The error itself where an acquire may have taken a sandbox although it failed. */
export function lostAcquire(error: unknown): SandpitError | undefined {
  const isLost = error instanceof SandpitError && error.facts.outcomeUnknown === true
  return isLost ? error : undefined
}

/** Looks for the sandbox that carries the tag; filters again, for a newer service ignores `tags`. */
export async function findLost(
  connection: Connection,
  lost: SandpitError,
  attemptTag: string,
): Promise<ListedSandbox | undefined> {
  const mayStillCome = lost.code === 'timeout' || lost.code === 'network'
  for (const afterMs of mayStillCome ? looksAfterMs : looksAfterMs.slice(0, 1)) {
    await sleep(afterMs)
    const listed = await look(connection, lost, attemptTag)
    const ours = listed.find((sandbox) => carriesTag(sandbox, attemptTag))
    if (ours !== undefined) return ours
  }
  return undefined
}

async function look(
  connection: Connection,
  lost: SandpitError,
  attemptTag: string,
): Promise<readonly ListedSandbox[]> {
  try {
    const operation = listOperation({ tags: { [attemptTagName]: attemptTag } })
    return await connection.call(operation, { timeoutMs: lookTimeoutMs })
  } catch (error) {
    throw leftBehind(lost, attemptTag, error)
  }
}

function carriesTag({ tags }: ListedSandbox, attemptTag: string): boolean {
  if (tags === undefined) return false
  return Array.isArray(tags) ? tags.includes(attemptTag) : Object.values(tags).includes(attemptTag)
}

/** What to throw when nothing was found, and something may turn up yet. */
export function leftBehind(
  lost: SandpitError,
  attemptTag: string,
  lookFailed?: unknown,
): SandpitError {
  const cause =
    lookFailed === undefined
      ? lost.cause
      : new AggregateError([lost.cause, lookFailed], 'Looking for the sandbox failed too.')
  return new SandpitError(
    lost.code,
    `${lost.message} A sandbox may have been taken all the same: look for it with ` +
      `list({ tags: { '${attemptTagName}': '${attemptTag}' } }) and release it.`,
    { ...lost.facts, attemptTag, cause },
  )
}
