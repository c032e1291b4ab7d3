import type { Dictionary } from '../../validation/containers.ts'
import table from './catalog.json' with { type: 'json' }

/** A resource that is said in full by a row: its fields, its verbs, what it refers to. */
export interface CatalogRow {
  /** Its path under Close's API, such as `sms_template`. */
  readonly path: string
  /** What Close calls it in a 404. */
  readonly type: string
  /** What stands in front of its ids. */
  readonly id: string
  /** What the event log calls it; without one, its changes are no events. */
  readonly event?: string
  readonly verbs: readonly Verb[]
  /** What may be sent: see `readSpecs`. */
  readonly fields: Readonly<Record<string, string>>
  /** What is shown beside the fields; `$me` is the user. */
  readonly shown: Dictionary
  /** The fields that stay as they were made. */
  readonly fixed: readonly string[]
  /** What its list can be narrowed by. */
  readonly filters: readonly string[]
  /** Its list takes one of these at least. */
  readonly narrowedBy: readonly string[]
  /** How it says who made and changed it: as most do, as `created_at` and so on, or not at all. */
  readonly audit: 'date' | 'at' | 'none'
  /** Statuses of success; 200 unless given. */
  readonly created?: number
  readonly deleted?: number
  /** The records that are gone with one of it: a path, and the field that names it. */
  readonly owns: Readonly<Record<string, string>>
  /** What every organization has of it. */
  readonly initial: readonly Dictionary[]
}

export type Verb = 'list' | 'create' | 'get' | 'update' | 'delete'

interface WrittenRow extends Partial<Omit<CatalogRow, 'verbs'>> {
  readonly like?: string
  readonly verbs?: string
}

const WRITTEN = table as unknown as Readonly<Record<string, WrittenRow>>

const NOTHING: CatalogRow = {
  path: '',
  type: '',
  id: '',
  verbs: [],
  fields: {},
  shown: {},
  fixed: [],
  filters: [],
  narrowedBy: [],
  audit: 'date',
  owns: {},
  initial: [],
}

/** Every row, by path. */
export const CATALOG: ReadonlyMap<string, CatalogRow> = new Map(
  Object.keys(WRITTEN).map((path) => [path, rowAt(path)]),
)

/** A row that is like another one says only what it has of its own; fields add up. */
function rowAt(path: string): CatalogRow {
  const { like, verbs, ...own } = WRITTEN[path] ?? {}
  const base = like === undefined ? NOTHING : rowAt(like)
  return {
    ...base,
    ...own,
    path,
    fields: { ...base.fields, ...own.fields },
    verbs: verbs === undefined ? base.verbs : (verbs.split(' ') as Verb[]),
  }
}
