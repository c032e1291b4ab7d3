import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import { auditOf, type CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { newestFirst } from '../call/page.ts'
import { readLead } from '../resources/lead-record.ts'
import { restResources } from '../resources/resources.ts'
import { leadSearch } from '../search/lead-search.ts'
import { findByFilter } from './data-search.ts'

/** What each edit changes in a lead. */
const EDITS: ReadonlyMap<string, (fields: FieldReader) => Dictionary> = new Map(
  Object.entries({
    set_lead_status(fields: FieldReader) {
      fields.require('lead_status_id')
      return { status_id: fields.raw('lead_status_id') }
    },
    set_custom_field(fields: FieldReader) {
      fields.require('custom_field_value')
      return { [customName(fields)]: fields.raw('custom_field_value') ?? null }
    },
    clear_custom_field: (fields: FieldReader) => ({ [customName(fields)]: null }),
  }),
)

/** `POST /bulk_action/edit/`: one change to every lead that is found; all or none. Done at once. */
export function bulkEdit(call: CloseCall, body: Dictionary): Dictionary {
  const fields = new FieldReader(body)
  const edit = EDITS.get(String(fields.raw('type')))
  if (edit === undefined) throw CloseError.notEmulated(`the bulk edit ${String(body['type'])}`)
  const change = edit(fields)
  const ids = findLeadIds(call, fields)
  const values = {
    type: body['type'],
    lead_status_id: fields.nullableText('lead_status_id', null),
    custom_field_name: fields.nullableText('custom_field_name', null),
    custom_field_value: body['custom_field_value'] ?? null,
  }
  const asked = askedOf(fields)
  fields.check()
  fields.refuseUnread('/bulk_action/edit/')
  for (const id of ids) readLead(call, change, call.store.leads.get(id))
  for (const id of ids) restResources.get('lead')?.update?.(call, id, change)
  return done(call, 'bulk_action/edit', ids, { ...values, ...asked })
}

/** `POST /bulk_action/delete/`: every lead that is found, with what belongs to it. */
export function bulkDelete(call: CloseCall, body: Dictionary): Dictionary {
  const fields = new FieldReader(body)
  const type = fields.text('bulk_object_type', 'lead')
  if (type !== 'lead') throw CloseError.notEmulated(`the bulk deletion of ${type}`)
  const ids = findLeadIds(call, fields)
  const asked = askedOf(fields)
  fields.check()
  fields.refuseUnread('/bulk_action/delete/')
  for (const id of ids) call.store.deleteLead(id)
  return done(call, 'bulk_action/delete', ids, { bulk_object_type: type, ...asked })
}

/** By an advanced filter or a search; one that says nothing would change all, and is refused. */
function findLeadIds(call: CloseCall, fields: FieldReader): readonly string[] {
  const query = fields.nullableText('query', null)
  const filter = fields.raw('s_query')
  const most = fields.wholeNumber('results_limit', Number.MAX_SAFE_INTEGER, null) ?? Infinity
  const sort = fields.raw('sort')
  if (isDictionary(filter) && query === null) {
    const { query: asked = filter, ...others } = filter
    if (asked !== filter && Object.keys(others).length > 0) {
      throw CloseError.notEmulated(`${Object.keys(others).join(', ')} in s_query of a bulk action`)
    }
    const { type, ids } = findByFilter(call, asked, sort)
    if (type !== 'lead') throw CloseError.notEmulated(`a bulk action on a ${type}`)
    return ids.slice(0, most)
  }
  if (filter !== undefined)
    fields.reject('s_query', 'Expected an object, or a query instead of it.')
  if (sort !== undefined) fields.reject('sort', 'It goes with an s_query.')
  fields.require('query')
  fields.check()
  const { passes, order } = leadSearch(call, query ?? '')
  const found = order(newestFirst(call.store.leads.all(), passes))
  return found.map(({ id }) => id).slice(0, most)
}

/** What is shown again of what was asked. */
function askedOf(fields: FieldReader): Dictionary {
  return {
    query: fields.nullableText('query', null),
    s_query: fields.raw('s_query') ?? {},
    sort: fields.objects('sort', []),
    results_limit: fields.raw('results_limit') ?? null,
    send_done_email: fields.boolean('send_done_email', false),
  }
}

function customName(fields: FieldReader): string {
  return `custom.${String(fields.raw('custom_field_id') ?? fields.raw('custom_field_name'))}`
}

function done(
  call: CloseCall,
  path: string,
  { length }: readonly string[],
  values: Dictionary,
): Dictionary {
  const id = call.store.ids.next('actionbulk')
  const counts = { n_leads: length, n_objects: length }
  const processed = { n_leads_processed: length, n_objects_processed: length, status: 'done' }
  const all = { ...values, ...counts, ...processed }
  call.store.plain(path).put({ id, values: all, ...auditOf(call) })
  return restResources.get(path)?.get?.(call, id) ?? {}
}
