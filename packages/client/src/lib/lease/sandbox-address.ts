import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { AcquireAnswer } from '../wire/answer-contracts.ts'
import { addressFor } from '../wire/mcp-address.ts'
import type { AcquiredSandbox, SandboxDetails } from '../wire/sandbox.ts'
import { getOperation } from '../wire/sandbox-operations.ts'
import { withSecrets } from '../wire/secret-properties.ts'
import { mostLagMs } from './find-tagged.ts'

const pauseMs = 500

/** What is known of a sandbox that was taken; one that was found has no address yet. */
type Taken = Pick<AcquireAnswer, 'sandboxId' | 'server' | 'status'> & Partial<AcquireAnswer>

/**
 * A sandbox that was taken, with its address: from the acquire's answer, or from its details where
 * the answer has none (`server_urls` may be null).
 */
export async function sandboxWithAddress(
  connection: Connection,
  asked: string,
  { sandboxId, status, server, serverUrl, serverUrls = {} }: Taken,
  acquire: Pick<AcquiredSandbox, 'acquireId' | 'mayHaveTakenMore'>,
): Promise<AcquiredSandbox> {
  const given = serverUrl ?? addressFor(asked, serverUrls)
  const visible = { sandboxId, status, server, ...acquire }
  if (given !== undefined) return withSecrets(visible, { mcpUrl: given })
  const details = await detailsOf(connection, asked, sandboxId).catch((error: unknown) =>
    Promise.reject(noAddress(asked, sandboxId, acquire.acquireId, error)),
  )
  const { mcpUrl } = details
  if (mcpUrl === undefined) throw noAddress(asked, sandboxId, acquire.acquireId)
  return withSecrets({ ...visible, status: details.status, server: details.server }, { mcpUrl })
}

/** A sandbox's details; one that was just taken may not show at its address yet. */
async function detailsOf(
  connection: Connection,
  server: string,
  sandboxId: string,
): Promise<SandboxDetails> {
  const endsAt = connection.clock.now() + mostLagMs
  for (;;) {
    try {
      return await connection.call(getOperation(server, sandboxId))
    } catch (error) {
      const isMissing = error instanceof SandpitError && error.code === 'not_found'
      if (!isMissing || connection.clock.now() >= endsAt) throw error
      await wait(connection.clock, pauseMs)
    }
  }
}

function noAddress(
  server: string,
  sandboxId: string,
  acquireId: string,
  cause?: unknown,
): SandpitError {
  const why = cause instanceof SandpitError ? ` (${cause.message})` : ''
  return new SandpitError(
    'protocol',
    `acquire for '${server}' gave sandbox ${sandboxId} without an MCP address${why}. It is still ` +
      'occupied: release it, and tell the service about it.',
    { operation: 'acquire', server, sandboxId, acquireId, cause },
  )
}
