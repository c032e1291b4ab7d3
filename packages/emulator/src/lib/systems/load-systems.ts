import { loadOnce } from '../http/load-once.ts'
import type { SystemSeeds } from './system-seed.ts'

/** The document's schemas are read when the first system but Close is initialized or dumped. */
export const loadSystems: () => Promise<SystemSeeds> = loadOnce(async () => {
  const { SystemSeeds: Loaded } = await import('./system-seed.ts')
  return new Loaded()
})
