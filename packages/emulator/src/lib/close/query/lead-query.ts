import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import type { LeadRecord } from '../store/records.ts'
import { leadFields, type LeadValues, someLeadText } from './lead-fields.ts'
import { parseQuery, type ParsedQuery } from './parse-query.ts'
import { compile, type Value } from './vocabulary.ts'

/** A search over leads. */
export interface LeadSearch {
  passes(lead: LeadRecord): boolean
  /** Orders what was found as `sort:` asks; otherwise leaves it. */
  order(found: LeadRecord[]): LeadRecord[]
}

/** A search over leads and everything nested in them (that nested data is searched is inferred). */
export function leadQuery(call: CloseCall, query: string): LeadSearch {
  const { condition, sort } = parseQuery(query)
  const fields = leadFields(call.store)
  const vocabulary = {
    someText: (lead: LeadRecord, holds: (value: Value) => boolean) =>
      someLeadText(call.store, lead, holds),
    field: (name: string) => customField(name) ?? fields.get(name),
  }
  return { passes: compile(condition, vocabulary, call.now), order: leadOrder(sort, fields) }
}

/** `custom.<name>`, in any case, searches a custom field; no lead has to have it. */
function customField(name: string): LeadValues | undefined {
  if (!name.startsWith('custom.')) return undefined
  const key = name.slice('custom.'.length)
  return (lead) =>
    Object.entries(lead.custom)
      .filter(([ownName]) => ownName.toLowerCase() === key)
      .map(([, value]) => value as Value)
}

function leadOrder(
  sort: ParsedQuery['sort'],
  fields: ReadonlyMap<string, LeadValues>,
): LeadSearch['order'] {
  if (sort === undefined) return (found) => found
  const values = fields.get(sort.field)
  if (values === undefined) {
    throw CloseError.invalid(`Invalid query: cannot sort by '${sort.field}'.`)
  }
  const key = (lead: LeadRecord): string => String(values(lead)[0] ?? '')
  const sign = sort.descending ? -1 : 1
  return (found) => found.toSorted((one, other) => sign * key(one).localeCompare(key(other)))
}
