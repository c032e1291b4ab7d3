import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { type Condition, EVERYTHING, type Operator, type Term } from '../search/condition.ts'
import { parseQuery } from '../search/parse-query.ts'

/** A call, what its filter is about, and the saved searches that are being read for it. */
export interface FilterCall extends CloseCall {
  /** Such as `lead` or `activity.call`. */
  readonly object: string
  /** None may be within itself. */
  readonly within?: readonly unknown[]
}

/** What may stand in an object of a type, with spaces between the names, and how it is read. */
type Reading<Read> = readonly [names: string, read: Read]
type ReadQuery = (call: FilterCall, query: Dictionary) => Condition
type ReadCondition = (field: string, condition: Dictionary, call: FilterCall) => Condition

/**
 * An advanced filter, the `s_query` of Close's pages, as the condition that a search of the same
 * meaning is. What is not known is refused by name, never skipped.
 */
export function conditionOf(call: FilterCall, query: unknown): Condition {
  if (!isDictionary(query)) throw CloseError.invalid('A query must be an object.')
  const { type, negate = false } = query
  const [names, read] = QUERIES.get(String(type)) ?? []
  if (names === undefined || read === undefined) throw unknown(`a query of type ${String(type)}`)
  refuseOthers(query, `type negate ${names}`)
  if (typeof negate !== 'boolean') throw CloseError.invalid('negate must be true or false.')
  if (negate && type === 'object_type') throw unknown('the opposite of an object_type')
  const condition = read(call, query)
  return negate ? { kind: 'not', part: condition } : condition
}

const QUERIES: ReadonlyMap<string, Reading<ReadQuery>> = new Map(
  Object.entries<Reading<ReadQuery>>({
    match_all: ['', () => EVERYTHING],
    /** Which objects are meant is read apart. */
    object_type: ['object_type', () => EVERYTHING],
    and: ['queries', (call, { queries }) => both('and', call, queries)],
    or: ['queries', (call, { queries }) => both('or', call, queries)],
    id: ['value', (_call, { value }) => is('id', '=', value)],
    text: ['mode value', (_call, query) => inMode(query, (term) => ({ kind: 'text', term }))],
    field_condition: ['field condition', readFieldCondition],
    has_related: ['this_object_type related_object_type related_query', readRelated],
    saved_search: ['saved_search_id', readSavedSearch],
  }),
)

function both(kind: 'and' | 'or', call: FilterCall, queries: unknown): Condition {
  if (!Array.isArray(queries)) throw CloseError.invalid('queries must be a list.')
  return { kind, parts: queries.map((query) => conditionOf(call, query)) }
}

function readRelated(
  call: FilterCall,
  {
    this_object_type: here = call.object,
    related_object_type: type,
    related_query: query,
  }: Dictionary,
): Condition {
  if (here !== call.object) throw unknown(`a ${String(here)} where it is about a ${call.object}`)
  const object = String(type)
  const inside = conditionOf({ ...call, object }, query)
  return { kind: 'nested', object: object.replace(/^activity\./, ''), inside }
}

function readSavedSearch(call: FilterCall, { saved_search_id: id }: Dictionary): Condition {
  const { within = [] } = call
  if (within.includes(id)) throw CloseError.invalid('A saved search cannot be within itself.')
  const saved = call.store.plain('saved_search').get(String(id))?.values
  if (saved === undefined) throw CloseError.notFound('SavedSearch')
  const { s_query: query, query: text } = saved
  if (isDictionary(query))
    return conditionOf({ ...call, within: [...within, id] }, query['query'] ?? query)
  if (typeof text === 'string') return parseQuery(text)
  throw unknown('a saved search that looks for nothing')
}

function readFieldCondition(call: FilterCall, { field, condition }: Dictionary): Condition {
  if (!isDictionary(field) || !isDictionary(condition)) {
    throw CloseError.invalid('A field_condition needs a field and a condition.')
  }
  const [names, read] = CONDITIONS.get(String(condition['type'])) ?? []
  if (names === undefined || read === undefined) {
    throw unknown(`a condition of type ${String(condition['type'])}`)
  }
  refuseOthers(condition, `type ${names}`)
  return read(fieldName(call.object, field), condition, call)
}

/** A field of the objects that are looked for, or a custom one. */
export function fieldName(object: string, field: Dictionary): string {
  if (field['type'] === 'custom_field') {
    refuseOthers(field, 'type custom_field_id')
    return `custom.${String(field['custom_field_id']).toLowerCase()}`
  }
  if (field['type'] !== 'regular_field') throw unknown(`a field of type ${String(field['type'])}`)
  refuseOthers(field, 'type object_type field_name')
  const { object_type: owner = object, field_name: name } = field
  if (owner !== object) throw unknown(`a field of a ${String(owner)} where it is about a ${object}`)
  return String(name)
}

const CONDITIONS: ReadonlyMap<string, Reading<ReadCondition>> = new Map(
  Object.entries<Reading<ReadCondition>>({
    exists: ['', (field) => ({ kind: 'has', name: field })],
    boolean: ['value', (field, { value }) => is(field, '=', value)],
    current_user: ['', (field, _condition, { store }) => is(field, '=', store.account.user.id)],
    term: ['values', (field, { values }) => among(field, values)],
    reference: ['reference_type object_ids', (field, { object_ids: ids }) => among(field, ids)],
    text: ['mode value', readText],
    number_range: [
      'gt gte lt lte',
      (field, range) => between(field, range, { gt: '>', gte: '>=', lt: '<', lte: '<=' }),
    ],
    moment_range: [
      'on_or_after before',
      (field, range) => between(field, range, { on_or_after: '>=', before: '<' }),
    ],
  }),
)

function readText(field: string, condition: Dictionary): Condition {
  const { mode, value } = condition
  if (mode === 'exact_value') return is(field, '=', value)
  return inMode(condition, (term) => ({ kind: 'field', field, operator: ':', term }))
}

/** Close documents the modes by name; that all words have to be there is inferred. */
function inMode(
  { mode = 'phrase', value }: Dictionary,
  find: (term: Term) => Condition,
): Condition {
  const term = termOf(value)
  if (mode === 'phrase') return find(term)
  if (mode !== 'full_words' && mode !== 'beginning_of_words')
    throw unknown(`the mode ${String(mode)}`)
  const words = term.text.split(/\s+/).filter((word) => word !== '')
  if (words.some((word) => word.includes('*'))) throw unknown(`a * in the mode ${mode}`)
  const end = mode === 'full_words' ? '' : '*'
  const parts = words.map((word) => find({ text: `${word}${end}`, quoted: false, isWord: true }))
  return { kind: 'and', parts }
}

/** At least one bound; `null` is none. */
function between(
  field: string,
  range: Dictionary,
  operators: Readonly<Record<string, Operator>>,
): Condition {
  const parts = Object.entries(operators).flatMap(([name, operator]) =>
    (range[name] ?? null) === null ? [] : [is(field, operator, momentIn(range[name]))],
  )
  if (parts.length === 0) throw CloseError.invalid(`The range of ${field} has no bounds.`)
  return { kind: 'and', parts }
}

function momentIn(bound: unknown): unknown {
  if (!isDictionary(bound)) return bound
  refuseOthers(bound, 'type value which')
  const { type, value, which } = bound
  if (type === 'now') return 'now'
  if (type === 'fixed_utc' || (type === 'fixed_local_date' && which !== 'end')) return value
  throw unknown(`a moment of type ${String(type)}`)
}

function among(field: string, values: unknown): Condition {
  if (!Array.isArray(values)) throw CloseError.invalid(`The values of ${field} must be a list.`)
  return { kind: 'among', field, terms: values.map(termOf) }
}

function is(field: string, operator: Operator, value: unknown): Condition {
  return { kind: 'field', field, operator, term: termOf(value) }
}

function termOf(value: unknown): Term {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { text: String(value), quoted: true }
  }
  throw CloseError.invalid('A value in a query must be a text, a number, true or false.')
}

function refuseOthers(object: Dictionary, known: string): void {
  const stranger = Object.keys(object).find((name) => !known.split(' ').includes(name))
  if (stranger !== undefined) throw unknown(`${stranger} in a ${String(object['type'])}`)
}

function unknown(what: string): CloseError {
  return CloseError.notEmulated(`${what} in a filter of Close's API`)
}
