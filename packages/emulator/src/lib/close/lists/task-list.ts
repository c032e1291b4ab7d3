import type { CloseCall } from '../call/close-call.ts'
import { momentOf } from '../call/moment.ts'
import { type ListParameters, newestFirst } from '../call/page.ts'
import type { TaskRecord } from '../store/records.ts'
import { taskBox } from '../views/task-view.ts'
import { filterOf, type Listing } from './filters.ts'
import { orderOf, type Orders } from './order.ts'

/** Those of Close's own pages; only the first two can be made through its API. */
const TYPES =
  'lead outgoing_call incoming_email email_followup missed_call answered_detached_call voicemail opportunity_due incoming_sms'

export const TASK_LIST: Listing<TaskRecord> = {
  path: '/task/',
  own: ['_order_by'],
  fields: {
    id: (row) => row.id,
    _type: (row) => row.type,
    view: (row, call) => taskBox(row, call),
    lead_id: (row) => row.lead_id,
    organization_id: (_, call) => call.store.account.organizationId,
    assigned_to: (row) => row.assigned_to,
    is_complete: (row) => row.is_complete,
    date: (row) => row.date,
    due_date: (row) => (row.is_dateless ? null : row.date),
    date_created: (row) => row.date_created,
    date_updated: (row) => row.date_updated,
  },
  words: { _type: TYPES.split(' '), view: ['inbox', 'future', 'archive'] },
}

/** The tasks that the parameters ask for, in their order; those of type `lead` unless they say more. */
export function findTasks(
  call: CloseCall,
  parameters: ListParameters,
  method: 'GET' | 'PUT' = 'GET',
): TaskRecord[] {
  const { lead_id: leadId, _order_by: order } = parameters
  const fits = filterOf(call, TASK_LIST, heeded(parameters), method)
  const inOrder = orderOf(ordersOf(call), order)
  const rows = leadId === undefined ? call.store.tasks.all() : call.store.tasks.ofLead(leadId)
  return inOrder(newestFirst(rows, fits))
}

/** Only `lead` tasks unless a type or `all` is asked for; `view` overrides two of the bounds. */
function heeded(parameters: ListParameters): ListParameters {
  const { _type: type, view, date__lt: before, date__gte: from, ...rest } = parameters
  const only = type ?? (rest['_type__in'] === undefined ? 'lead' : 'all')
  const isOverridden = view === 'inbox' || view === 'future'
  return {
    ...rest,
    ...(only !== 'all' && { _type: only }),
    ...(view !== undefined && { view }),
    ...(before !== undefined && !isOverridden && { date__lt: before }),
    ...(from !== undefined && !isOverridden && { date__gte: from }),
  }
}

/** A day comes before every moment of it, where the caller is, as documented. */
function ordersOf({ utcOffsetMs }: CloseCall): Orders<TaskRecord> {
  return {
    date: (row) => momentOf(row.date, utcOffsetMs),
    date_created: (row) => row.date_created,
  }
}
