import type { Resource } from '../call/resource.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { PlainRecord } from '../store/records.ts'
import { CATALOG } from './catalog-row.ts'
import { ROW_EXTRAS } from './row-extras.ts'
import { plainResource, plainView } from './plain-resource.ts'

/** Every row of the catalog as a resource, by its path under Close's API. */
export const catalogResources: ReadonlyMap<string, Resource> = new Map(
  Array.from(CATALOG.values(), (row) => [row.path, plainResource(row, ROW_EXTRAS[row.path])]),
)

/** A record of the catalog as it is shown, by the path of its row. */
export function plainRecordView(call: CloseCall, path: string, record: PlainRecord): Dictionary {
  const row = CATALOG.get(path)
  return row === undefined ? {} : plainView(call, row, ROW_EXTRAS[path] ?? {}, record)
}
