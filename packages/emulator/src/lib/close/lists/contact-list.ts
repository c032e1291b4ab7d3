import type { CloseCall } from '../call/close-call.ts'
import { type ListParameters, newestFirst } from '../call/page.ts'
import { contactSearch } from '../search/contact-search.ts'
import type { ContactRecord } from '../store/records.ts'
import { filterOf, type Listing } from './filters.ts'

export const CONTACT_LIST: Listing<ContactRecord> = {
  path: '/contact/',
  own: ['query'],
  undocumented: ['query'],
  fields: { lead_id: (row) => row.lead_id },
}

/** The contacts that the parameters ask for, newest first. */
export function findContacts(call: CloseCall, parameters: ListParameters): ContactRecord[] {
  const { lead_id: leadId, query = '' } = parameters
  const fits = filterOf(call, CONTACT_LIST, parameters)
  const search = contactSearch(call, query)
  const rows = leadId === undefined ? call.store.contacts.all() : call.store.contacts.ofLead(leadId)
  return search.order(newestFirst(rows, (row) => fits(row) && search.passes(row)))
}
