import { createClient, type ListedSandbox, type LocalSandbox } from '@sandpit/client'
import type { Held } from '../record/journal.ts'
import type { Credentials } from '../record/run-journal.ts'
import { serversOfKey } from '../link/local-key.ts'
import { isMissing } from '../service/missing-operation.ts'

/** A key, and everything that the service lists under it. */
export interface Account {
  readonly apiKey: string
  /** Missing where the service is of a generation that has no list. */
  readonly listed: readonly ListedSandbox[] | undefined
  /** Local sandboxes, which have no tags. */
  readonly local: readonly ListedSandbox[]
}

/**
 * Asks the service what there is under a key; for local sandboxes only where a run holds one, since
 * older services know none.
 *
 * @throws SandpitError whatever the service's lists throw.
 */
export async function openAccount(
  credentials: Credentials | undefined,
  held: readonly Held[],
): Promise<Account> {
  await using client = createClient(credentials ?? { apiKey: undefined })
  const [listed, local] = await Promise.all([
    client.list().catch(ignoreMissing),
    held.some(isLocal) ? client.local.list() : [],
  ])
  return { apiKey: credentials?.apiKey ?? '', listed, local: local.map(asListed) }
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}

export function isLocal({ server }: Held): boolean {
  return serversOfKey(server) !== undefined
}

function asListed(local: LocalSandbox): ListedSandbox {
  const { localSandboxId: sandboxId, status = 'occupied', benchmark } = local
  return { sandboxId, server: 'local', status, benchmark, tags: undefined, updatedAt: undefined }
}
