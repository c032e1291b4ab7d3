import { CloseError } from '../call/close-error.ts'
import type { CloseCall } from '../call/close-call.ts'
import { type Page, pageOf } from '../call/page.ts'
import type { Resource } from '../call/resource.ts'
import { activityList, findActivities, type ShownActivity } from '../lists/activity-list.ts'
import type { ActivityRecord } from '../store/records.ts'
import { activityView } from './activity-record.ts'

const PATH = '/activity/emailthread/'

/** `/activity/emailthread/`: emails by the thread that they are in. Threads follow from emails. */
export const emailThreads: Resource = {
  listing: activityList(PATH),
  list(call, parameters): Page {
    const threads = (): ShownActivity[] =>
      Array.from(threadsOf(call).values(), (emails) => threadView(call, emails))
    return pageOf(findActivities(call, PATH, parameters, threads), parameters, (view) => view)
  },
  get: (call, id) => threadView(call, emailsOf(call, id)),
  delete(call, id) {
    for (const email of emailsOf(call, id)) call.store.activities.delete(email.id)
  },
}

function threadsOf({ store }: CloseCall): Map<string, ActivityRecord[]> {
  const emails = Array.from(store.activities.all()).filter(({ type }) => type === 'Email')
  return Map.groupBy(emails, ({ details }) => String(details['thread_id']))
}

function emailsOf(call: CloseCall, threadId: string): readonly ActivityRecord[] {
  const emails = threadsOf(call).get(threadId)
  if (emails === undefined) throw CloseError.notFound('EmailThread')
  return emails
}

/** As its first email says who and where, and its last one when. */
function threadView({ store }: CloseCall, emails: readonly ActivityRecord[]): ShownActivity {
  const [first] = emails
  const last = emails.at(-1)
  if (first === undefined || last === undefined) throw CloseError.notFound('EmailThread')
  const { details } = first
  const shown = activityView(store, { ...first, id: String(details['thread_id']), details: {} })
  return {
    ...shown,
    _type: 'EmailThread',
    activity_at: last.date_created,
    date_updated: last.date_updated,
    latest_normalized_subject: last.details['subject'],
    n_emails: emails.length,
    participants: Array.from(
      new Set(
        emails.flatMap((email) => [
          email.details['sender'],
          ...(email.details['to'] as readonly string[]),
        ]),
      ),
    ).filter((address) => typeof address === 'string'),
    emails: emails.map((email) => activityView(store, email)),
  }
}
