import { ACTIVITY_KINDS } from '../activities/activity-kinds.ts'
import { CATALOG } from './catalog-row.ts'

/** What the event log calls the kinds of records that are no row of the catalog. */
const STORED: Readonly<Record<string, string>> = {
  lead: 'lead',
  contact: 'contact',
  opportunity: 'opportunity',
  'status/lead': 'status.lead',
  'status/opportunity': 'status.opportunity',
}

/** What the event log calls a kind of record; `undefined` for one whose changes are no events. */
export function eventTypeOf(kind: string, type: string): string | undefined {
  if (kind === 'task') return `task.${type}`
  if (kind !== 'activity') return STORED[kind] ?? CATALOG.get(kind)?.event
  if (type === 'LeadMerge') return 'lead_merge'
  return `activity.${type === 'Custom' ? 'custom_activity' : snakeCase(type)}`
}

/** Every type of object that there are events of here. */
export const EVENT_TYPES: readonly string[] = [
  ...Object.values(STORED),
  'task.lead',
  'task.outgoing_call',
  ...Object.values(ACTIVITY_KINDS).flatMap(({ type }) => eventTypeOf('activity', type) ?? []),
  ...Array.from(CATALOG.values()).flatMap(({ event }) => event ?? []),
]

export const EVENT_ACTIONS = ['created', 'updated', 'deleted', 'completed', 'sent'] as const

/** Whether such an event can be: only tasks are completed, and only messages sent. */
export function isEvent(type: string, action: string): boolean {
  if (!EVENT_TYPES.includes(type)) return false
  if (action === 'completed') return type.startsWith('task.')
  if (action === 'sent') return type === 'activity.email' || type === 'activity.sms'
  return (EVENT_ACTIONS as readonly string[]).includes(action)
}

/** `WhatsAppMessage` becomes `whatsapp_message`, `SMS` `sms`. */
function snakeCase(type: string): string {
  return type
    .replace('App', 'app')
    .replaceAll(/(?<=[a-z])[A-Z]/g, '_$&')
    .toLowerCase()
}
