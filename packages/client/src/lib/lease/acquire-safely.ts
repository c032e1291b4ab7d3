import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../calls/connection.ts'
import { Deadline } from '../calls/deadline.ts'
import { attemptTagName, findLost, leftBehind, lostAcquire } from './lost-acquire.ts'
import { addressFor } from '../wire/mcp-address.ts'
import type { AcquireAnswer } from '../wire/answer-contracts.ts'
import { operationPolicies, retryWaitMs } from '../calls/operation-policy.ts'
import { releaseSafely } from './release-safely.ts'
import type { AcquiredSandbox, AcquireOptions } from '../wire/sandbox.ts'
import { acquireOperation, getOperation } from '../wire/sandbox-operations.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import { withSecrets } from '../wire/secret-properties.ts'

const unavailableRetries = 3

/**
 * Acquires a sandbox without ever taking two. An acquire has no idempotency key, so one whose
 * answer was lost is not sent again: the client lists the sandboxes that carry its tag, and
 * adopts what it finds. Only where the front end answered that the service is unavailable, and
 * nothing carries the tag, is it sent again.
 *
 * The looks may take up to 10 s beyond the deadline; whoever gave up gets one look, and what it
 * finds is released.
 */
export async function acquireSafely(
  connection: Connection,
  server: string,
  options: AcquireOptions,
  random: () => number,
): Promise<AcquiredSandbox> {
  const attemptTag = randomUUID()
  const tagged = { ...options, tags: { ...options.tags, [attemptTagName]: attemptTag } }
  using deadline = new Deadline(options.timeoutMs ?? operationPolicies.acquire.timeoutMs, undefined)
  for (let attempt = 1; ; attempt++) {
    try {
      const budget = { ...tagged, timeoutMs: Math.max(1, deadline.remainingMs) }
      const answer = await connection.call(acquireOperation(server, tagged), budget)
      return await withAddress(connection, server, answer)
    } catch (error) {
      const lost = lostAcquire(error)
      if (lost === undefined) throw error
      const adopted = await recover(connection, server, lost, { attemptTag, random })
      if (adopted !== undefined) return adopted
      const waitMs = retryWaitMs(attempt, undefined, random)
      const again = lost.code === 'service' && attempt <= unavailableRetries
      if (!again || waitMs >= deadline.remainingMs) throw leftBehind(lost, attemptTag)
      await sleep(waitMs)
    }
  }
}

interface Recovery {
  readonly attemptTag: string
  readonly random: () => number
}

async function recover(
  connection: Connection,
  server: string,
  lost: SandpitError,
  { attemptTag, random }: Recovery,
): Promise<AcquiredSandbox | undefined> {
  const found = await findLost(connection, lost, attemptTag)
  if (found === undefined) return undefined
  if (lost.code === 'aborted') {
    await releaseSafely(connection, { server, sandboxId: found.sandboxId }, { random })
    throw lost
  }
  return addressed(connection, server, found.sandboxId)
}

/** A sandbox that was taken, with the address its details give. */
async function addressed(
  connection: Connection,
  server: string,
  sandboxId: string,
): Promise<AcquiredSandbox> {
  const details = await connection
    .call(getOperation(server, sandboxId))
    .catch((error: unknown) => Promise.reject(noAddress(server, sandboxId, error)))
  const { status, mcpUrl } = details
  if (mcpUrl === undefined) throw noAddress(server, sandboxId)
  return withSecrets({ sandboxId, status, server: details.server }, { mcpUrl })
}

/** The acquire answer with its address; `server_urls` may be null, and then the details have it. */
async function withAddress(
  connection: Connection,
  asked: string,
  { sandboxId, status, server, serverUrl, serverUrls }: AcquireAnswer,
): Promise<AcquiredSandbox> {
  const mcpUrl = serverUrl ?? addressFor(server, serverUrls)
  if (mcpUrl !== undefined) return withSecrets({ sandboxId, status, server }, { mcpUrl })
  return addressed(connection, asked, sandboxId)
}

function noAddress(server: string, sandboxId: string, cause?: unknown): SandpitError {
  const why = cause instanceof SandpitError ? ` (${cause.message})` : ''
  return new SandpitError(
    'protocol',
    `acquire for '${server}' gave sandbox ${sandboxId} without an MCP address${why}. It is still ` +
      'occupied: release it, and tell the service about it.',
    { operation: 'acquire', server, sandboxId, cause },
  )
}
