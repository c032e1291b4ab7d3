import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { AcquireAnswer } from '../wire/answer-contracts.ts'
import { addressFor } from '../wire/mcp-address.ts'
import type { AcquiredSandbox, SandboxDetails } from '../wire/sandbox.ts'
import { getOperation } from '../wire/sandbox-operations.ts'
import { withSecrets } from '../wire/secret-properties.ts'
import { mostLagMs } from './find-tagged.ts'
import { ofAnotherSystem, withoutAddress } from './unusable-sandbox.ts'

const pauseMs = 500

/** What is known of a sandbox that was taken; one that was found has no address yet. */
export type Taken = Pick<AcquireAnswer, 'sandboxId' | 'server' | 'status'> & Partial<AcquireAnswer>

/**
 * A sandbox that was taken, with its address: from the acquire's answer, or from its details where
 * the answer has none (`server_urls` may be null).
 *
 * @throws UnusableSandbox for one of another system than was asked for, or without an address to call.
 */
export async function sandboxWithAddress(
  connection: Connection,
  asked: string,
  { sandboxId, status, server, serverUrl, serverUrls = {} }: Taken,
  acquire: Pick<AcquiredSandbox, 'acquireId' | 'mayHaveTakenMore'>,
): Promise<AcquiredSandbox> {
  if (server.toLowerCase() !== asked.toLowerCase()) throw ofAnotherSystem(server)
  const given = serverUrl ?? addressFor(asked, serverUrls)
  const visible = { sandboxId, status, server, ...acquire }
  if (isAddress(given)) return withSecrets(visible, { mcpUrl: given })
  const details = await detailsOf(connection, asked, sandboxId).catch((error: unknown) =>
    Promise.reject(withoutAddress(error)),
  )
  const { mcpUrl } = details
  if (!isAddress(mcpUrl)) throw withoutAddress()
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

/** Whether an agent can call it. */
function isAddress(mcpUrl: string | undefined): mcpUrl is string {
  const url = mcpUrl === undefined ? null : URL.parse(mcpUrl)
  return url !== null && /^https?:$/.test(url.protocol)
}
