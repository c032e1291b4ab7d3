import { defineService, type SandboxService } from '@sandpit/client/service'
import { closeDumpSchema } from './close-dump-schema.ts'
import type { CloseData } from './close-data.ts'
import { closeSeedSchema } from './close-seed-schema.ts'
import { diffCloseData } from './diff-close-data.ts'

/** Close, described to the client: the server's name, what fills a sandbox, and what a dump holds. */
export const closeService: SandboxService<CloseData, CloseData> = defineService({
  server: 'close',
  seed: closeSeedSchema,
  dump: closeDumpSchema,
  differences: (seed, dump) =>
    diffCloseData(seed ?? {}, dump, { mode: 'seeded' }).map(
      ({ kind, path }) => `${path.join(', ')} is ${kind}`,
    ),
})
