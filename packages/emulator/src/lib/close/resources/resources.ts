import { meeting, note, phoneCall, whatsAppMessage } from '../activities/activity-kinds.ts'
import { email, sms } from '../activities/message-kinds.ts'
import { activities, activitiesOf, sendableActivitiesOf } from '../activities/activity-resource.ts'
import { contacts } from './contact-resource.ts'
import { leads } from './lead-resource.ts'
import { opportunities } from './opportunity-resource.ts'
import type { Resource } from '../call/resource.ts'
import { leadStatuses, opportunityStatuses } from './status-resources.ts'
import { tasks } from './task-resource.ts'
import { users } from './user-resource.ts'

/** Every resource, by its path under Close's API. */
export const resources: ReadonlyMap<string, Resource> = new Map([
  ['lead', leads],
  ['contact', contacts],
  ['opportunity', opportunities],
  ['task', tasks],
  ['user', users],
  ['status/lead', leadStatuses],
  ['status/opportunity', opportunityStatuses],
  ['activity', activities],
  ['activity/note', activitiesOf(note)],
  ['activity/email', sendableActivitiesOf(email)],
  ['activity/call', activitiesOf(phoneCall)],
  ['activity/sms', sendableActivitiesOf(sms)],
  ['activity/meeting', activitiesOf(meeting)],
  ['activity/whatsapp_message', activitiesOf(whatsAppMessage)],
])
