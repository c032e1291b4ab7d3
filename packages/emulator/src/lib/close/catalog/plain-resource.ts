import type { Dictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { readSpecs } from '../call/field-specs.ts'
import { type ListParameters, type Page, pageOf } from '../call/page.ts'
import type { Resource } from '../call/resource.ts'
import { filterOf, type FilterValue, type Listing } from '../lists/filters.ts'
import type { PlainRecord } from '../store/records.ts'
import type { Table } from '../store/table.ts'
import { auditView } from '../views/audit-view.ts'
import type { CatalogRow } from './catalog-row.ts'
import type { RowExtra } from './row-extra.ts'

/** What a row of the catalog says can be done, as a resource; `extra` is what it cannot say. */
export function plainResource(row: CatalogRow, extra: RowExtra = {}): Resource {
  const listing = listingOf(row)
  const all: Required<Omit<Resource, 'send' | 'created' | 'deleted'>> = {
    listing,
    list: (call, parameters) => list(call, row, extra, listing, parameters),
    get: (call, id) => plainView(call, row, extra, find(call, row, extra, id)),
    create: (call, body) => save(call, row, extra, body),
    update: (call, id, body) => save(call, row, extra, body, find(call, row, extra, id)),
    delete(call, id) {
      const record = find(call, row, extra, id)
      extra.refuseDelete?.(call, record)
      for (const [path, field] of Object.entries(row.owns))
        call.store.deleteOf(path, field, record.id)
      recordsOf(call, row, extra).delete(record.id)
    },
  }
  const verbs = row.verbs.map((verb) => [verb, all[verb]])
  const { created, deleted } = row
  const statuses = { ...(created && { created }), ...(deleted && { deleted }) }
  return { listing, ...statuses, ...(Object.fromEntries(verbs) as Resource) }
}

/** A record of the catalog as Close's API shows it. */
export function plainView(
  call: CloseCall,
  row: CatalogRow,
  extra: RowExtra,
  record: PlainRecord,
): Dictionary {
  const { store } = call
  const me = store.account.user.id
  const shown = Object.entries(row.shown).map(([name, value]) => [
    name,
    value === '$me' ? me : value,
  ])
  return {
    id: record.id,
    organization_id: store.account.organizationId,
    ...(Object.fromEntries(shown) as Dictionary),
    ...record.values,
    // It may have come to another lead since.
    ...(record.lead_id !== undefined && { lead_id: record.lead_id }),
    ...extra.show?.(call, record),
    ...auditOfRow(call, row, record),
  }
}

/** The records of a row; what every organization has is there from the first look. */
function recordsOf(call: CloseCall, row: CatalogRow, extra: RowExtra = {}): Table<PlainRecord> {
  const { store } = call
  const records = store.plain(row.path)
  if (records.size > 0 || records.revision > 0) return records
  const { id: userId, date_created: at } = store.account.user
  const audit = { created_by: userId, updated_by: userId, date_created: at, date_updated: at }
  const initial = extra.initial?.(call) ?? row.initial
  store.quietly(() => {
    for (const { id, ...values } of initial) records.put({ id: String(id), values, ...audit })
  })
  return records
}

function listingOf({ path, fields: specs, filters, narrowedBy }: CatalogRow): Listing<Dictionary> {
  const fields = filters.map((name) => [name, (shown: Dictionary) => shown[name] as FilterValue])
  return {
    path: `/${path}/`,
    fields: Object.fromEntries(fields) as Listing<Dictionary>['fields'],
    undocumented: narrowedBy,
    words: Object.fromEntries(filters.flatMap((name) => choiceOf(name, specs[name]))),
  }
}

/** The words of a spec such as `active|paused=active`. */
function choiceOf(name: string, spec = ''): readonly (readonly [string, readonly string[]])[] {
  return spec.includes('|') ? [[name, spec.replace(/[!?=].*$/, '').split('|')]] : []
}

function list(
  call: CloseCall,
  row: CatalogRow,
  extra: RowExtra,
  listing: Listing<Dictionary>,
  parameters: ListParameters,
): Page {
  const fits = filterOf(call, listing, parameters)
  const { narrowedBy } = row
  if (narrowedBy.length > 0 && narrowedBy.every((name) => parameters[name] === undefined)) {
    throw CloseError.invalid(`The list has to be narrowed by ${narrowedBy.join(' or ')}.`)
  }
  const shown = Array.from(recordsOf(call, row, extra).all(), (record) =>
    plainView(call, row, extra, record),
  )
  return pageOf(shown.filter(fits), parameters, (view) => view)
}

function save(
  call: CloseCall,
  row: CatalogRow,
  extra: RowExtra,
  body: Dictionary,
  before?: PlainRecord,
): Dictionary {
  const fields = new FieldReader(body)
  const was = before && { ...before.values, ...(before.lead_id && { lead_id: before.lead_id }) }
  const values = readSpecs(call, row, fields, was)
  const more = extra.read?.(call, { fields, values, before })
  fields.check()
  const id = before?.id ?? call.store.ids.next(row.id)
  const leadId = values['lead_id'] ?? more?.['lead_id'] ?? before?.lead_id
  const record: PlainRecord = {
    id,
    ...(typeof leadId === 'string' && { lead_id: leadId }),
    values: { ...before?.values, ...values, ...more },
    ...auditOf(call, before),
  }
  const show = (one: PlainRecord): Dictionary => plainView(call, row, extra, one)
  fields.refuseOthers(`/${row.path}/`, show, record, before)
  recordsOf(call, row, extra).put(record)
  extra.saved?.(call, record)
  const view = plainView(call, row, extra, record)
  return before === undefined ? { ...view, ...extra.showOnce?.(call, record) } : view
}

function find(call: CloseCall, row: CatalogRow, extra: RowExtra, id: string): PlainRecord {
  const record = recordsOf(call, row, extra).get(id)
  if (record === undefined) throw CloseError.notFound(row.type)
  return record
}

function auditOfRow(call: CloseCall, { audit }: CatalogRow, record: PlainRecord): Dictionary {
  if (audit === 'none') return {}
  if (audit === 'date') return auditView(call.store, record)
  return {
    created_at: record.date_created,
    created_by_id: record.created_by,
    updated_at: record.date_updated,
    updated_by_id: record.updated_by,
  }
}
