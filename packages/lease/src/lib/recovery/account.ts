import { createClient, type ListedSandbox } from '@sandpit/client'
import type { Held } from '../record/journal.ts'
import type { Credentials } from '../record/run-journal.ts'
import { callsFor } from '../service/calls-for.ts'

/** A key, and everything that the service lists under it. */
export interface Account {
  readonly apiKey: string
  /** What is listed of a system's sandboxes; undefined where the service has no list. */
  readonly listed: (server: string) => readonly ListedSandbox[] | undefined
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
  const kinds = [callsFor(anyPooled), ...held.map(({ server }) => callsFor(server))]
  const distinct = new Map(kinds.map((calls) => [calls.isPooled, calls]))
  const lists = [...distinct].map(
    async ([isPooled, calls]) => [isPooled, await calls.list(client)] as const,
  )
  const byKind = new Map(await Promise.all(lists))
  return {
    apiKey: credentials?.apiKey ?? '',
    listed: (server) => byKind.get(callsFor(server).isPooled),
  }
}

/** The list of pooled sandboxes is one for all systems. */
export const anyPooled = 'close'
