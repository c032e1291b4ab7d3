import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { momentOf } from '../call/moment.ts'
import { type ListParameters, newestFirst } from '../call/page.ts'
import type { TaskRecord } from '../store/records.ts'
import { taskBox } from '../views/task-view.ts'
import { filterOf, type Listing } from './filters.ts'
import { orderOf, type Orders } from './order.ts'

const BOXES = ['inbox', 'future', 'archive']
/** Those of Close's own pages; only the first and the last can be made through its API. */
const TYPES = [
  'lead',
  'incoming_email',
  'email_followup',
  'missed_call',
  'answered_detached_call',
  'voicemail',
  'opportunity_due',
  'incoming_sms',
  'outgoing_call',
]

export const TASK_LIST: Listing<TaskRecord> = {
  path: '/task/',
  own: ['_order_by', '_type', '_type__in', 'view'],
  fields: {
    id: (row) => row.id,
    lead_id: (row) => row.lead_id,
    organization_id: (_, call) => call.store.account.organizationId,
    assigned_to: (row) => row.assigned_to,
    is_complete: (row) => row.is_complete,
    date: (row) => row.date,
    due_date: (row) => (row.is_dateless ? null : row.date),
    date_created: (row) => row.date_created,
    date_updated: (row) => row.date_updated,
  },
}

/** The tasks that the parameters ask for, in their order; those of type `lead` unless they say more. */
export function findTasks(
  call: CloseCall,
  parameters: ListParameters,
  method: 'GET' | 'PUT' = 'GET',
): TaskRecord[] {
  const { lead_id: leadId, view } = parameters
  const fits = filterOf(call, TASK_LIST, heeded(parameters), method)
  const isOfType = typeTest(parameters)
  const box = view === undefined ? undefined : oneOf('view', view, BOXES)
  const ordered = orderOf(ordersOf(call), parameters['_order_by'])
  const rows = leadId === undefined ? call.store.tasks.all() : call.store.tasks.ofLead(leadId)
  const passes = (row: TaskRecord): boolean =>
    fits(row) && isOfType(row) && (box === undefined || taskBox(row, call) === box)
  return ordered(newestFirst(rows, passes))
}

/** `view` overrides two of the bounds, as documented. */
function heeded(parameters: ListParameters): ListParameters {
  if (parameters['view'] !== 'inbox' && parameters['view'] !== 'future') return parameters
  const { date__lt: _, date__gte: __, ...rest } = parameters
  return rest
}

function typeTest(parameters: ListParameters): (row: TaskRecord) => boolean {
  const { _type: only = 'lead', _type__in: among } = parameters
  if (among === undefined && only === 'all') return () => true
  const wanted = among?.split(',') ?? [only]
  for (const type of wanted) oneOf(among === undefined ? '_type' : '_type__in', type, TYPES)
  return (row) => wanted.includes(row.type)
}

function oneOf(name: string, value: string, words: readonly string[]): string {
  if (words.includes(value)) return value
  throw CloseError.fields({ [name]: `Not a valid choice. Expected ${words.join(', ')}.` })
}

/** A day comes before every moment of it, where the caller is, as documented. */
function ordersOf({ utcOffsetMs }: CloseCall): Orders<TaskRecord> {
  return {
    date: (row) => momentOf(row.date, utcOffsetMs),
    date_created: (row) => row.date_created,
  }
}
