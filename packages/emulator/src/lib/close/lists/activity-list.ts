import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { momentOf } from '../call/moment.ts'
import { type ListParameters, newestFirst } from '../call/page.ts'
import { documentedOperation } from '../document/documented-operation.ts'
import { activitySearch } from '../search/activity-search.ts'
import { type FilterValue, filterOf, type Listing } from './filters.ts'
import { orderOf, type Orders } from './order.ts'

/** An activity as it is shown. */
export interface ShownActivity extends Dictionary {
  readonly date_created: string
}

const TYPES =
  'Note Call Email EmailThread SMS WhatsAppMessage Meeting Created LeadStatusChange OpportunityStatusChange TaskCompleted LeadMerge FormSubmission Custom'.split(
    ' ',
  )
const UPDATED = ['date_updated__gte', 'date_updated__lte']
/** What the public MCP server sends beside what is documented, and what only a page's text names. */
const UNDOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  '/activity/': [...UPDATED, 'thread_emails'],
  '/activity/note/': UPDATED,
  '/activity/call/': ['direction', 'disposition'],
  '/activity/email/': ['direction'],
  '/activity/sms/': ['direction'],
  '/activity/whatsapp_message/': ['direction'],
  '/activity/meeting/': ['status', 'starts_at__gte', 'starts_at__lte'],
}
/** What no activity here has. */
const LACKING = new Set(['thread_emails', 'form_id'])
/** They narrow the activities of one lead only, as documented. */
const OF_ONE_LEAD = ['user_id', 'user_id__in', 'contact_id', 'contact_id__in', '_type', '_type__in']

/** What the list at a path can be narrowed by, such as `/activity/note/`. */
export function activityList(path: string): Listing<ShownActivity> {
  const undocumented = ['query', ...(UNDOCUMENTED[path] ?? [])]
  const documented = documentedOperation('GET', path)?.parameters.keys() ?? []
  const names = [...documented, ...undocumented].map((name) => name.replace(/__\w+$/, ''))
  const fields = names
    .filter((name) => !LACKING.has(name))
    .map((name) => [name, (row: ShownActivity) => row[name] as FilterValue])
  return {
    path,
    own: ['query', '_order_by', '_type', '_type__in'],
    undocumented,
    fields: Object.fromEntries(fields) as Listing<ShownActivity>['fields'],
  }
}

/** The activities among those at a path that the parameters ask for, newest first. */
export function findActivities(
  call: CloseCall,
  path: string,
  parameters: ListParameters,
  rows: () => Iterable<ShownActivity>,
): readonly ShownActivity[] {
  const fits = filterOf(call, activityList(path), parameters)
  if (path === '/activity/') refuseWithoutLead(parameters)
  const hasType = typeTest(parameters)
  const search = activitySearch<ShownActivity>(call, parameters['query'] ?? '')
  const ordered = orderOf(ORDERS, parameters['_order_by'])
  const found = newestFirst(rows(), (row) => fits(row) && hasType(row) && search.passes(row))
  return ordered(search.order(found))
}

const ORDERS: Orders<ShownActivity> = {
  date_created: (row) => momentOf(row.date_created),
  activity_at: (row) => momentOf(String(row['activity_at'])),
}

function refuseWithoutLead(parameters: ListParameters): void {
  const { lead_id: lead, _order_by: order = '-date_created' } = parameters
  const isByOccurrence = order.endsWith('activity_at')
  const isOfOneLead = lead !== undefined && !lead.includes(',')
  const narrowed = OF_ONE_LEAD.filter((name) => parameters[name] !== undefined)
  for (const name of isByOccurrence ? ['_order_by', ...narrowed] : narrowed) {
    if (!isOfOneLead) throw CloseError.invalid(`${name} can only be used with one lead_id.`)
  }
  const other = isByOccurrence ? /^date_created__/ : /^activity_at__/
  const unsorted = Object.keys(parameters).find((name) => other.test(name))
  if (unsorted === undefined) return
  throw CloseError.invalid(`${unsorted} can only be used when it is what _order_by sorts by.`)
}

/** A custom activity is of type `Custom` and of its own. */
function typeTest(parameters: ListParameters): (row: Dictionary) => boolean {
  const tests = ['_type', '_type__in'].flatMap((name) => {
    const wanted = parameters[name]?.split(',')
    if (wanted === undefined) return []
    const stranger = wanted.find((type) => !TYPES.includes(type) && !type.startsWith('actitype_'))
    if (stranger !== undefined) {
      throw CloseError.fields({ [name]: `Not a valid choice. Expected ${TYPES.join(', ')}.` })
    }
    return [(row: Dictionary) => wanted.some((type) => isOfType(row, type))]
  })
  return (row) => tests.every((test) => test(row))
}

function isOfType(row: Dictionary, type: string): boolean {
  return row['_type'] === type || row['custom_activity_type_id'] === type
}
