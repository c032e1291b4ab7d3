import { defineService, type SandboxService } from '@sandpit/client/service'
import type { ZodType } from 'zod'
import type { SystemData, SystemServer } from '../../data.ts'
import { diffData } from '../compare/diff-data.ts'
import type { Difference } from '../compare/difference.ts'
import { isDumpOpen, systemShape } from '../document/systems.ts'
import { readingToolsOf } from './reading-tools.ts'
import { SchemaWriter } from './shape-schema.ts'

/**
 * A system, described to the client and to fixtures: what fills a sandbox, what a dump holds, and how
 * the two differ.
 *
 * A seed is held to the document, and a field that it does not name is a mistake: the service would
 * drop it without a word. A dump is read tolerantly. Where the document lets it be any object, that it
 * has the format of a seed is inferred.
 *
 * @see public document, `POST /sandbox/<server>/{sandbox_id}/initialize` and `GET .../dump`
 *
 * @example
 * ```ts
 * const hubspot = systemService('hubspot')
 * hubspot.seed.parse({ companies: [{ company_name: 'Acme' }] })
 * ```
 */
export function systemService<const Server extends SystemServer>(
  server: Server,
): SandboxService<SystemData<Server>, SystemData<Server>> {
  const readOnlyTools = readingToolsOf(server)
  return defineService({
    server,
    ...(readOnlyTools && { readOnlyTools }),
    seed: schemaOf(server, 'seed'),
    dump: schemaOf(server, isDumpOpen(server) ? 'open dump' : 'dump'),
    differences: (seed, dump) =>
      lines(diffData(server, seed ?? nothing<Server>(), dump, { mode: 'seeded' })),
    changes: (before, after) => lines(diffData(server, before, after)),
  })
}

function schemaOf<Server extends SystemServer>(
  server: Server,
  reading: 'seed' | 'dump' | 'open dump',
): ZodType<SystemData<Server>> {
  return new SchemaWriter(reading).write(systemShape(server)) as ZodType<SystemData<Server>>
}

/** No data at all. Even where a list has to be there in a seed, an empty sandbox may go without. */
function nothing<Server extends SystemServer>(): SystemData<Server> {
  return {} as SystemData<Server>
}

function lines(differences: readonly Difference[]): readonly string[] {
  return differences.map(({ kind, path }) => `${path.join(', ')} is ${kind}`)
}
