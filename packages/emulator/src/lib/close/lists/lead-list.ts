import type { CloseCall } from '../call/close-call.ts'
import { type ListParameters, newestFirst } from '../call/page.ts'
import { leadSearch } from '../search/lead-search.ts'
import type { LeadRecord } from '../store/records.ts'
import { filterOf, type Listing } from './filters.ts'

/** Close's document names no filter of leads any more; clients and the public MCP server send these. */
export const LEAD_LIST: Listing<LeadRecord> = {
  path: '/lead/',
  own: ['query'],
  undocumented: ['query', 'status_id'],
  fields: { status_id: (row) => row.status_id },
}

/** The leads that the parameters ask for, newest first unless the search says otherwise. */
export function findLeads(call: CloseCall, parameters: ListParameters): LeadRecord[] {
  const fits = filterOf(call, LEAD_LIST, parameters)
  const search = leadSearch(call, parameters['query'] ?? '')
  const rows = call.store.leads.all()
  return search.order(newestFirst(rows, (row) => fits(row) && search.passes(row)))
}
