import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { fieldPicker, newestFirst } from '../call/page.ts'
import type { Condition } from '../search/condition.ts'
import { contactVocabulary } from '../search/contact-search.ts'
import { leadVocabulary } from '../search/lead-search.ts'
import { opportunityVocabulary } from '../search/opportunity-search.ts'
import { searchOf, type Vocabulary } from '../search/search.ts'
import type { Row } from '../store/table.ts'
import { contactView } from '../views/contact-view.ts'
import { leadView } from '../views/lead-view.ts'
import { opportunityView } from '../views/opportunity-view.ts'
import { conditionOf, fieldName } from './advanced-filter.ts'

const KNOWN: ReadonlySet<string> = new Set([
  'query',
  'sort',
  '_limit',
  'cursor',
  '_fields',
  'results_limit',
  'include_counts',
])
const MOST_LISTED = 200

/** An object that a filter has found. */
export interface Found {
  readonly type: string
  readonly id: string
  readonly show: () => Dictionary
}

/** `POST /data/search/`: objects by an advanced filter, page by page; their ids unless more is asked. */
export function searchData(call: CloseCall, body: Dictionary): Dictionary {
  const stranger = Object.keys(body).find((name) => !KNOWN.has(name))
  if (stranger !== undefined)
    throw CloseError.notEmulated(`the field ${stranger} of POST /data/search/`)
  const { _fields: fields = {}, _limit: limit = 100, cursor, results_limit: most } = body
  const from = Number(cursor ?? 0)
  if (!Number.isInteger(from) || from < 0) throw CloseError.invalid('There is no such cursor.')
  if (!Number.isInteger(limit) || Number(limit) < 1 || Number(limit) > MOST_LISTED) {
    throw CloseError.invalid(`_limit must be a whole number from 1 to ${MOST_LISTED}.`)
  }
  const next = from + Number(limit)
  const all = findByFilter(call, body['query'], body['sort'])
  const found = typeof most === 'number' ? all.slice(0, most) : all
  const shown = (one: Found): Dictionary => {
    const names = isDictionary(fields) ? fields[one.type] : undefined
    const more = Array.isArray(names) ? fieldPicker(names.join(','))(one.show()) : {}
    return { ...more, id: one.id, __object_type: one.type }
  }
  return {
    data: found.slice(from, next).map(shown),
    cursor: next < found.length ? String(next) : null,
    ...(body['include_counts'] === true && {
      count: { limited: found.length, total: all.length },
    }),
  }
}

/** What an advanced filter finds, newest first unless it is sorted. */
export function findByFilter(call: CloseCall, query: unknown, sort: unknown): readonly Found[] {
  const { store } = call
  const condition: Condition = { kind: 'and', parts: [...sortsOf(sort), conditionOf(call, query)] }
  const type = typesIn(query)[0] ?? 'lead'
  switch (type) {
    case 'lead':
      return find(call, type, condition, leadVocabulary(store), store.leads.all(), (one) =>
        leadView(call, one),
      )
    case 'contact':
      return find(call, type, condition, contactVocabulary(store), store.contacts.all(), (one) =>
        contactView(store, one),
      )
    case 'opportunity':
      return find(
        call,
        type,
        condition,
        opportunityVocabulary(store),
        store.opportunities.all(),
        (one) => opportunityView(store, one),
      )
    default:
      throw CloseError.notEmulated(`a search for ${type} in POST /data/search/`)
  }
}

function find<R extends Row & { readonly date_created: string }>(
  call: CloseCall,
  type: string,
  condition: Condition,
  vocabulary: Vocabulary<R>,
  rows: Iterable<R>,
  show: (row: R) => Dictionary,
): readonly Found[] {
  const { passes, order } = searchOf(condition, vocabulary, call)
  return order(newestFirst(rows, passes)).map((row) => ({
    type,
    id: row.id,
    show: () => show(row),
  }))
}

/** The types of objects that a query asks for, not those inside of related ones. */
function typesIn(query: unknown): readonly string[] {
  if (!isDictionary(query)) return []
  if (query['type'] === 'object_type') return [String(query['object_type'])]
  return Array.isArray(query['queries']) ? query['queries'].flatMap(typesIn) : []
}

function sortsOf(sort: unknown): readonly Condition[] {
  const all = (sort ?? []) as readonly unknown[]
  if (!Array.isArray(all) || all.length > 1)
    throw CloseError.notEmulated('a sort by several fields in POST /data/search/')
  return all.map((one) => {
    if (!isDictionary(one) || !isDictionary(one['field']))
      throw CloseError.invalid('A sort needs a field.')
    return { kind: 'sort', field: fieldName(one['field']), descending: one['direction'] === 'desc' }
  })
}
