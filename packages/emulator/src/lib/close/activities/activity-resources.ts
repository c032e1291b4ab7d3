import type { Resource } from '../call/resource.ts'
import { meeting, note, phoneCall, whatsAppMessage } from './activity-kinds.ts'
import {
  activities,
  activitiesOf,
  madeLeadResource,
  sendableActivitiesOf,
} from './activity-resource.ts'
import { emailThreads } from './email-threads.ts'
import {
  customActivity,
  formSubmission,
  leadMerge,
  leadStatusChange,
  opportunityStatusChange,
  taskCompletion,
} from './happened-kinds.ts'
import { email, sms } from './message-kinds.ts'

/** What the MCP server knows of activities, by path under Close's API. */
export const activityResources: ReadonlyMap<string, Resource> = new Map([
  ['activity', activities],
  ['activity/note', activitiesOf(note)],
  ['activity/email', sendableActivitiesOf(email)],
  ['activity/call', activitiesOf(phoneCall)],
  ['activity/sms', sendableActivitiesOf(sms)],
  ['activity/meeting', activitiesOf(meeting)],
  ['activity/whatsapp_message', activitiesOf(whatsAppMessage)],
])

/** The others. */
export const historyResources: ReadonlyMap<string, Resource> = new Map([
  ['activity/custom', activitiesOf(customActivity)],
  ['activity/created', madeLeadResource],
  ['activity/emailthread', emailThreads],
  ['activity/status_change/lead', unchanging(activitiesOf(leadStatusChange))],
  ['activity/status_change/opportunity', unchanging(activitiesOf(opportunityStatusChange))],
  ['activity/task_completed', unwritten(activitiesOf(taskCompletion))],
  ['activity/form_submission', unwritten(activitiesOf(formSubmission))],
  ['activity/lead_merge', kept(unwritten(activitiesOf(leadMerge)))],
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
