import type { Resource } from '../call/resource.ts'
import { CATALOG } from './catalog-row.ts'
import { ROW_EXTRAS } from './row-extras.ts'
import { plainResource } from './plain-resource.ts'

/** Every row of the catalog as a resource, by its path under Close's API. */
export const catalogResources: ReadonlyMap<string, Resource> = new Map(
  Array.from(CATALOG.values(), (row) => [row.path, plainResource(row, ROW_EXTRAS[row.path])]),
)
