import type { Resource } from '../call/resource.ts'
import { ACTIVITY_KINDS as KINDS } from './activity-kinds.ts'
import {
  activities,
  activitiesOf,
  madeLeadResource,
  sendableActivitiesOf,
} from './activity-resource.ts'
import { emailThreads } from './email-threads.ts'

/** What the MCP server knows of activities, by path under Close's API. */
export const activityResources: ReadonlyMap<string, Resource> = new Map([
  ['activity', activities],
  ['activity/note', activitiesOf(KINDS.note)],
  ['activity/email', sendableActivitiesOf(KINDS.email)],
  ['activity/call', activitiesOf(KINDS.call)],
  ['activity/sms', sendableActivitiesOf(KINDS.sms)],
  ['activity/meeting', activitiesOf(KINDS.meeting)],
  ['activity/whatsapp_message', activitiesOf(KINDS.whatsapp_message)],
])

/** The others. A change of status that is written into the history changes nothing else. */
export const historyResources: ReadonlyMap<string, Resource> = new Map([
  ['activity/custom', activitiesOf(KINDS.custom)],
  ['activity/created', madeLeadResource],
  ['activity/emailthread', emailThreads],
  ['activity/status_change/lead', unchanging(activitiesOf(KINDS['status_change/lead']))],
  [
    'activity/status_change/opportunity',
    unchanging(activitiesOf(KINDS['status_change/opportunity'])),
  ],
  ['activity/task_completed', unwritten(activitiesOf(KINDS.task_completed))],
  // Nobody fills in a form here.
  ['activity/form_submission', unwritten(activitiesOf(KINDS.form_submission))],
  ['activity/lead_merge', kept(unwritten(activitiesOf(KINDS.lead_merge)))],
])

function unchanging({ update: _update, ...resource }: Resource): Resource {
  return resource
}

function unwritten({ create: _create, ...resource }: Resource): Resource {
  return unchanging(resource)
}

function kept({ delete: _delete, ...resource }: Resource): Resource {
  return resource
}
