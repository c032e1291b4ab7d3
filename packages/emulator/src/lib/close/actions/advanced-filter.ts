import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { type Condition, EVERYTHING, type Operator } from '../search/condition.ts'
import { parseQuery } from '../search/parse-query.ts'

/**
 * An advanced filter, the `s_query` of Close's pages, as the condition that a search of the same
 * meaning is. What is not known is refused by name, never skipped.
 */
export function conditionOf(call: FilterCall, query: unknown): Condition {
  if (!isDictionary(query)) throw CloseError.invalid('A query must be an object.')
  const read = QUERIES.get(String(query['type']))
  if (read === undefined) throw unknown(`a query of type ${String(query['type'])}`)
  const condition = read(call, query)
  return query['negate'] === true ? { kind: 'not', part: condition } : condition
}

/** A call, and the saved searches that are being read for it: none may be within itself. */
interface FilterCall extends CloseCall {
  readonly within?: readonly unknown[]
}

type ReadQuery = (call: FilterCall, query: Dictionary) => Condition

const QUERIES: ReadonlyMap<string, ReadQuery> = new Map(
  Object.entries<ReadQuery>({
    match_all: () => EVERYTHING,
    /** Which objects are meant is read apart. */
    object_type: () => EVERYTHING,
    and: (call, { queries }) => both('and', call, queries),
    or: (call, { queries }) => both('or', call, queries),
    id: (_call, { value }) => is('id', '=', value),
    text: (_call, { value }) => ({ kind: 'text', term: termOf(value) }),
    field_condition: readFieldCondition,
    has_related: (call, { related_object_type: type, related_query: inside }) => ({
      kind: 'nested',
      object: String(type).replace(/^activity\./, ''),
      inside: conditionOf(call, inside),
    }),
    saved_search(call, { saved_search_id: id }) {
      const { within = [] } = call
      if (within.includes(id)) throw CloseError.invalid('A saved search cannot be within itself.')
      const saved = call.store.plain('saved_search').get(String(id))?.values
      if (saved === undefined) throw CloseError.notFound('SavedSearch')
      const { s_query: query, query: text } = saved
      if (!isDictionary(query)) return parseQuery(typeof text === 'string' ? text : '')
      return conditionOf({ ...call, within: [...within, id] }, query['query'] ?? query)
    },
  }),
)

function both(kind: 'and' | 'or', call: FilterCall, queries: unknown): Condition {
  if (!Array.isArray(queries)) throw CloseError.invalid('queries must be a list.')
  return { kind, parts: queries.map((query) => conditionOf(call, query)) }
}

function readFieldCondition(call: CloseCall, { field, condition }: Dictionary): Condition {
  if (!isDictionary(field) || !isDictionary(condition)) {
    throw CloseError.invalid('A field_condition needs a field and a condition.')
  }
  const read = CONDITIONS.get(String(condition['type']))
  if (read === undefined) throw unknown(`a condition of type ${String(condition['type'])}`)
  return read(fieldName(field), condition, call)
}

/** A field of an object, or a custom one. */
export function fieldName(field: Dictionary): string {
  if (field['type'] === 'custom_field') {
    return `custom.${String(field['custom_field_id']).toLowerCase()}`
  }
  if (field['type'] !== 'regular_field') throw unknown(`a field of type ${String(field['type'])}`)
  return String(field['field_name'])
}

type ReadCondition = (field: string, condition: Dictionary, call: CloseCall) => Condition

const CONDITIONS: ReadonlyMap<string, ReadCondition> = new Map(
  Object.entries<ReadCondition>({
    exists: (field) => ({ kind: 'has', name: field }),
    boolean: (field, { value }) => is(field, '=', value),
    current_user: (field, _condition, { store }) => is(field, '=', store.account.user.id),
    term: (field, { values }) => among(field, values),
    reference: (field, { object_ids: ids }) => among(field, ids),
    text: (field, { mode, value }) => is(field, mode === 'exact_value' ? '=' : ':', value),
    number_range: (field, range) =>
      between(field, range, { gt: '>', gte: '>=', lt: '<', lte: '<=' }, (bound) => bound),
    moment_range: (field, range) =>
      between(field, range, { on_or_after: '>=', before: '<' }, momentIn),
  }),
)

/** At least one bound; `null` is none. */
function between(
  field: string,
  range: Dictionary,
  operators: Readonly<Record<string, Operator>>,
  valueOf: (bound: unknown) => unknown,
): Condition {
  const stranger = Object.keys(range).find(
    (name) => name !== 'type' && !Object.hasOwn(operators, name),
  )
  if (stranger !== undefined) throw unknown(`the bound ${stranger}`)
  const parts = Object.entries(operators).flatMap(([name, operator]) =>
    (range[name] ?? null) === null ? [] : [is(field, operator, valueOf(range[name]))],
  )
  return { kind: 'and', parts }
}

function momentIn(bound: unknown): unknown {
  if (!isDictionary(bound)) return bound
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

function termOf(value: unknown): { readonly text: string; readonly quoted: boolean } {
  return { text: String(value), quoted: true }
}

function unknown(what: string): CloseError {
  return CloseError.notEmulated(`${what} in a filter of Close's API`)
}
