import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { type ListParameters, newestFirst, type Page, pageOf } from '../call/page.ts'
import { leadSearch } from '../search/lead-search.ts'
import { opportunitySearch } from '../search/opportunity-search.ts'
import type { OpportunityRecord } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { amountsOf } from '../views/money.ts'
import { opportunityTotals } from '../views/opportunity-totals.ts'
import { opportunityView } from '../views/opportunity-view.ts'
import { filterOf, type Listing } from './filters.ts'
import { groupingOf } from './opportunity-groups.ts'
import { orderOf, type Orders } from './order.ts'

export const OPPORTUNITY_LIST: Listing<OpportunityRecord> = {
  path: '/opportunity/',
  own: ['query', 'lead_query', 'lead_saved_search_id', '_order_by', '_group_by'],
  fields: {
    lead_id: (row) => row.lead_id,
    organization_id: (_, call) => call.store.account.organizationId,
    user_id: (row) => row.user_id,
    status_id: (row) => row.status_id,
    status: labelOf,
    status_label: labelOf,
    status_type: (row, { store }) => store.opportunityStatus(row.status_id)?.type,
    value_period: (row) => row.value_period,
    date_created: (row) => row.date_created,
    date_updated: (row) => row.date_updated,
    date_won: (row) => row.date_won,
    // No opportunity here is ever stalled; what makes one is not documented.
    is_stalled: () => false,
  },
  words: {
    status_type: ['active', 'won', 'lost'],
    value_period: ['one_time', 'monthly', 'annual'],
  },
}

/** The opportunities that the parameters ask for, with totals, in groups if they say so. */
export function listOpportunities(call: CloseCall, parameters: ListParameters): Page {
  const { query = '', _order_by: order, _group_by: group } = parameters
  const fits = filterOf(call, OPPORTUNITY_LIST, parameters)
  const search = opportunitySearch(call, query)
  const leadSearches = leadQueries(call, parameters).map((one) => leadSearch(call, one))
  const ordered = orderOf(ordersOf(call), order)
  const grouping = group === undefined ? undefined : groupingOf(call, group)
  const rows = newestFirst(rowsOf(call, parameters), (row) => {
    const lead = call.store.leads.get(row.lead_id)
    const isOfLead = leadSearches.every((one) => lead !== undefined && one.passes(lead))
    return isOfLead && fits(row) && search.passes(row)
  })
  const found = ordered(search.order(rows))
  if (grouping !== undefined) return { ...grouping(found, parameters), ...opportunityTotals(found) }
  const page = pageOf(found, parameters, (row) => opportunityView(call.store, row))
  return { ...page, ...opportunityTotals(found) }
}

function rowsOf(
  { store }: CloseCall,
  { lead_id: leadId }: ListParameters,
): Iterable<OpportunityRecord> {
  return leadId === undefined ? store.opportunities.all() : store.opportunities.ofLead(leadId)
}

function labelOf(row: OpportunityRecord, { store }: CloseCall): string | undefined {
  return store.opportunityStatus(row.status_id)?.label
}

/** Searches that the lead has to pass, one of them saved. */
function leadQueries({ store }: CloseCall, parameters: ListParameters): readonly string[] {
  const { lead_query: query, lead_saved_search_id: id } = parameters
  const queries = query === undefined ? [] : [query]
  if (id === undefined) return queries
  const saved = store.plain('saved_search').get(id)?.values
  if (saved === undefined) {
    throw CloseError.fields({ lead_saved_search_id: 'Object does not exist.' })
  }
  const { query: text } = saved
  if (typeof text === 'string') return [...queries, text]
  throw CloseError.notEmulated('a saved search without a text in `query`')
}

function ordersOf({ store }: CloseCall): Orders<OpportunityRecord> {
  return {
    date_won: (row) => row.date_won,
    date_updated: (row) => row.date_updated,
    date_created: (row) => row.date_created,
    confidence: (row) => row.confidence,
    user_name: (row) => userName(store, row.user_id),
    value: (row) => row.value,
    annualized_value: (row) => (row.value === null ? null : amountsOf(row).annualized_value),
    annualized_expected_value: (row) =>
      row.value === null ? null : amountsOf(row).annualized_expected_value,
  }
}
