import { defineService, type SandboxService } from '@sandpit/client/service'
import { closeDumpSchema } from './close-dump-schema.ts'
import type { CloseData } from '../data/close-data.ts'
import type { CloseDump } from '../data/close-dump.ts'
import { closeSeedSchema } from './close-seed-schema.ts'
import { type CloseDifference, diffCloseData } from '../compare/diff-close-data.ts'

/** Close, described to the client: the server's name, what fills a sandbox, and what a dump holds. */
export const closeService: SandboxService<CloseData, CloseDump> = defineService({
  server: 'close',
  seed: closeSeedSchema,
  dump: closeDumpSchema,
  differences: (seed, dump) => lines(diffCloseData(seed ?? {}, dump, { mode: 'seeded' })),
  changes: (before, after) => lines(diffCloseData(before, after)),
})

function lines(differences: readonly CloseDifference[]): readonly string[] {
  return differences.map(({ kind, path }) => `${path.join(', ')} is ${kind}`)
}
