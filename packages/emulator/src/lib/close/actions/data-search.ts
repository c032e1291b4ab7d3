import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'
import { fieldPicker, newestFirst } from '../call/page.ts'
import { checkFields } from '../lists/shown-fields.ts'
import { restResources } from '../resources/resources.ts'
import type { Condition } from '../search/condition.ts'
import { contactVocabulary } from '../search/contact-search.ts'
import { leadVocabulary } from '../search/lead-search.ts'
import { opportunityVocabulary } from '../search/opportunity-search.ts'
import { searchOf, type Vocabulary } from '../search/search.ts'
import type { WaitingSearch } from '../store/close-store.ts'
import type { Row } from '../store/table.ts'
import { conditionOf, fieldName } from './advanced-filter.ts'

const PATH = '/data/search/'
const MOST_LISTED = 200
/** Close's cursors end too; after how long is not known. */
const MOST_CURSORS = 100

/**
 * `POST /data/search/`: objects by an advanced filter, page by page; their ids unless more is asked.
 *
 * A cursor stands for what was found and has not been listed yet, so that nothing comes twice or is
 * left out when things come and go between two pages (inferred).
 */
export function searchData(call: CloseCall, body: Dictionary): Dictionary {
  const fields = new FieldReader(body)
  const limit = fields.wholeNumber('_limit', MOST_LISTED, 100) ?? 100
  if (limit === 0) fields.reject('_limit', `Expected a whole number from 1 to ${MOST_LISTED}.`)
  const most = fields.wholeNumber('results_limit', Number.MAX_SAFE_INTEGER, null)
  const cursor = fields.nullableText('cursor', null)
  const hasCounts = fields.boolean('include_counts', false)
  const search = [fields.raw('query'), fields.raw('sort'), most]
  const type = typeOf(body['query'])
  const pick = pickerOf(fields, type)
  fields.check()
  fields.refuseUnread(PATH)
  const waiting = cursor === null ? begun(call, search, most) : continued(call, search, cursor)
  const ids = waiting.ids.filter((id) => call.store.has(type, id))
  return {
    data: ids.slice(0, limit).map((id) => ({ ...pick(call, id), id, __object_type: type })),
    cursor: ids.length > limit ? keep(call, { ...waiting, ids: ids.slice(limit) }) : null,
    ...(hasCounts && { count: waiting.count }),
  }
}

function begun(call: CloseCall, search: readonly unknown[], most: number | null): WaitingSearch {
  const { ids: all } = findByFilter(call, search[0], search[1])
  const ids = all.slice(0, most ?? Infinity)
  return { search: JSON.stringify(search), ids, count: { limited: ids.length, total: all.length } }
}

function continued(
  { store }: CloseCall,
  search: readonly unknown[],
  cursor: string,
): WaitingSearch {
  const waiting = store.searches.get(cursor)
  if (waiting === undefined) throw CloseError.invalid('There is no such cursor.')
  if (waiting.search === JSON.stringify(search)) return waiting
  throw CloseError.invalid('The cursor is of another search.')
}

function keep({ store }: CloseCall, waiting: WaitingSearch): string {
  const cursor = store.ids.next('cursor')
  store.searches.set(cursor, waiting)
  const [oldest] = store.searches.keys()
  if (store.searches.size > MOST_CURSORS && oldest !== undefined) store.searches.delete(oldest)
  return cursor
}

/** Shows the fields that are asked for, by type. */
function pickerOf(fields: FieldReader, type: string): (call: CloseCall, id: string) => Dictionary {
  const asked = fields.raw('_fields') ?? {}
  if (!isDictionary(asked)) throw CloseError.fields({ _fields: 'Expected an object.' })
  const lists = Object.entries(asked).map(([name, list]) => {
    if (!Array.isArray(list) || !FINDERS.has(name)) {
      throw CloseError.fields({ _fields: `${name} is no type with a list of fields.` })
    }
    checkFields(list.join(','), `/${name}/`)
    return [name, list.join(',')] as const
  })
  const names = new Map(lists).get(type)
  if (names === undefined) return () => ({})
  const pick = fieldPicker(names)
  return (call, id) => pick(restResources.get(type)?.get?.(call, id) ?? {})
}

/** What an advanced filter finds, newest first unless it is sorted. */
export function findByFilter(
  call: CloseCall,
  query: unknown,
  sort: unknown,
): { readonly type: string; readonly ids: readonly string[] } {
  const type = typeOf(query)
  const asked = conditionOf({ ...call, object: type }, query)
  const condition: Condition = { kind: 'and', parts: [...sortsOf(type, sort), asked] }
  return { type, ids: FINDERS.get(type)?.(call, condition) ?? [] }
}

const FINDERS: ReadonlyMap<string, (call: CloseCall, condition: Condition) => readonly string[]> =
  new Map([
    [
      'lead',
      (call, asked) => find(call, asked, leadVocabulary(call.store), call.store.leads.all()),
    ],
    [
      'contact',
      (call, asked) => find(call, asked, contactVocabulary(call.store), call.store.contacts.all()),
    ],
    [
      'opportunity',
      (call, asked) =>
        find(call, asked, opportunityVocabulary(call.store), call.store.opportunities.all()),
    ],
  ])

function find<R extends Row & { readonly date_created: string }>(
  call: CloseCall,
  condition: Condition,
  vocabulary: Vocabulary<R>,
  rows: Iterable<R>,
): readonly string[] {
  const { passes, order } = searchOf(condition, vocabulary, call)
  return order(newestFirst(rows, passes)).map(({ id }) => id)
}

/** The one type of objects that a query asks for; leads unless it says so. */
function typeOf(query: unknown): string {
  const [type = 'lead', other] = new Set(typesIn(query))
  if (other === undefined && FINDERS.has(type)) return type
  throw CloseError.notEmulated(
    `a search for ${other === undefined ? type : 'several types'} in POST ${PATH}`,
  )
}

/** The types of objects that a query asks for, not those inside of related ones. */
function typesIn(query: unknown): readonly string[] {
  if (!isDictionary(query)) return []
  if (query['type'] === 'object_type') return [String(query['object_type'])]
  return Array.isArray(query['queries']) ? query['queries'].flatMap(typesIn) : []
}

function sortsOf(type: string, sort: unknown): readonly Condition[] {
  const all = (sort ?? []) as readonly unknown[]
  if (!Array.isArray(all) || all.length > 1)
    throw CloseError.notEmulated(`a sort by several fields in POST ${PATH}`)
  return all.map((one) => {
    const { field, direction = 'asc', ...others } = isDictionary(one) ? one : {}
    if (!isDictionary(field)) throw CloseError.invalid('A sort needs a field.')
    if ((direction !== 'asc' && direction !== 'desc') || Object.keys(others).length > 0) {
      throw CloseError.invalid('A sort has a field and a direction, asc or desc.')
    }
    return { kind: 'sort', field: fieldName(type, field), descending: direction === 'desc' }
  })
}
