import { isDictionary } from '../../validation/containers.ts'

type Test = (filter: Readonly<Record<string, unknown>>, value: unknown) => boolean

/** How each documented filter holds for a value. */
const TESTS: ReadonlyMap<string, Test> = new Map(
  Object.entries<Test>({
    equals: (filter, value) => JSON.stringify(value) === JSON.stringify(filter['value']),
    not_equals: (filter, value) => JSON.stringify(value) !== JSON.stringify(filter['value']),
    is_null: (_filter, value) => (value ?? null) === null,
    non_null: (_filter, value) => (value ?? null) !== null,
    contains: (filter, value) =>
      typeof value === 'string'
        ? value.includes(String(filter['value']))
        : Array.isArray(value) && value.includes(filter['value']),
    and: (filter, value) => listOf(filter).every((one) => matches(one, value)),
    or: (filter, value) => listOf(filter).some((one) => matches(one, value)),
    not: (filter, value) => !matches(filter['filter'], value),
    field_accessor: (filter, value) =>
      matches(filter['filter'], isDictionary(value) ? value[String(filter['field'])] : undefined),
    any_array_value: (filter, value) =>
      Array.isArray(value) && value.some((one) => matches(filter['filter'], one)),
  }),
)

/** Whether a webhook's filter lets a value through; none lets everything through. */
export function matches(filter: unknown, value: unknown): boolean {
  if (!isDictionary(filter)) return true
  return TESTS.get(String(filter['type']))?.(filter, value) === true
}

/** Whether a filter is one that Close documents, all that is in it included. */
export function isWebhookFilter(filter: unknown): boolean {
  if (filter === null || filter === undefined) return true
  if (!isDictionary(filter)) return false
  const names = NAMES[String(filter['type'])]
  const own = Object.keys(filter).filter((name) => name !== 'type')
  if (names === undefined || own.toSorted().join(' ') !== names) return false
  const inner = [...('filter' in filter ? [filter['filter']] : []), ...listOf(filter)]
  if ('filters' in filter && inner.length === 0) return false
  return inner.every((one) => isDictionary(one) && isWebhookFilter(one))
}

/** What a filter has beside its type, all of it. */
const NAMES: Readonly<Record<string, string>> = {
  equals: 'value',
  not_equals: 'value',
  is_null: '',
  non_null: '',
  contains: 'value',
  and: 'filters',
  or: 'filters',
  not: 'filter',
  field_accessor: 'field filter',
  any_array_value: 'filter',
}

function listOf(filter: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(filter['filters']) ? filter['filters'] : []
}
