import {
  defineService,
  type RestDetails,
  type SandboxService,
  type SystemRest,
} from '@sandpit/client/service'
import { closeDumpSchema } from './close-dump-schema.ts'
import type { CloseData } from '../data/close-data.ts'
import type { CloseDump } from '../data/close-dump.ts'
import { closeSeedSchema } from './close-seed-schema.ts'
import { likelyRefusals } from './likely-refusals.ts'
import { readOnlyCloseTools } from '../tools/close-tools.ts'
import { type CloseDifference, diffCloseData } from '../compare/diff-close-data.ts'

/**
 * Close, described to the client: the server's name, what fills a sandbox, and what a dump holds.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 * import { closeData } from '@sandpit/close'
 * import { closeService } from '@sandpit/close/schema'
 *
 * await using client = createClient({ apiKey: process.env['KLAVIS_API_KEY'] })
 * await using sandbox = await client.lease('close')
 * await sandbox.initialize(closeService, closeData().lead('Acme').toJSON())
 * const { leads } = await sandbox.dump(closeService)
 * ```
 */
export const closeService: SandboxService<CloseData, CloseDump> = defineService({
  server: 'close',
  seed: closeSeedSchema,
  dump: closeDumpSchema,
  doubts: likelyRefusals,
  differences: (seed, dump) => lines(diffCloseData(seed ?? {}, dump, { mode: 'seeded' })),
  changes: (before, after) => lines(diffCloseData(before, after)),
  readOnlyTools: readOnlyCloseTools,
  rest: findRest,
})

/**
 * Inferred: the service's callers find a system's credential under `access_token`, and a sandbox of
 * Close on the hosted service is an organization of Close's own. An emulator serves Close's API
 * beside the sandbox's MCP server.
 */
function findRest({ mcpUrl, authData }: RestDetails): SystemRest | undefined {
  const token = authData?.['access_token']
  if (typeof token !== 'string' || token === '' || mcpUrl === undefined) return undefined
  const { hostname, origin } = new URL(mcpUrl)
  const isHosted = hostname === 'klavis.ai' || hostname.endsWith('.klavis.ai')
  return { url: isHosted ? 'https://api.close.com/api/v1' : `${origin}/close/api/v1`, token }
}

function lines(differences: readonly CloseDifference[]): readonly string[] {
  return differences.map(({ kind, path }) => `${path.join(', ')} is ${kind}`)
}
