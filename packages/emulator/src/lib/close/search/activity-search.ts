import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ActivityRecord } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { auditRows, type FieldRow, fieldsOf, fieldsWithin } from './fields.ts'
import { type Kind, moment, number, phone, type TextTests, text, word } from './kinds.ts'
import { type Search, searchFor, type Vocabulary } from './search.ts'

/** What an activity says, each under its own name. */
const TEXTS = [
  'note',
  'subject',
  'body_text',
  'text',
  'message_markdown',
  'title',
  'user_note_html',
  'task_text',
]
const PHONES = ['phone', 'remote_phone', 'local_phone']
const DETAILS: readonly (readonly [readonly string[], Kind])[] = [
  [TEXTS, text],
  [PHONES, phone],
  [['direction', 'status', 'disposition', 'outcome_id'], word],
  [['duration'], number],
  [['starts_at', 'ends_at', 'date_sent'], moment],
]

/** A search over activities as they are shown. */
export function activitySearch<Shown extends Dictionary>(
  call: CloseCall,
  query: string,
): Search<Shown> {
  const rows = fieldsWithin((shown: Shown) => [asRecord(shown)], activityRows(call.store))
  const vocabulary: Vocabulary<Shown> = {
    id: (shown) => String(shown['id']),
    someText: someActivityText,
    fields: fieldsOf(rows),
  }
  return searchFor(query, vocabulary, call)
}

export function activityVocabulary(store: CloseStore): Vocabulary<ActivityRecord> {
  return {
    id: (one) => one.id,
    someText: (one, tests) => someActivityText(one.details, tests),
    fields: fieldsOf(activityRows(store)),
  }
}

export function activityRows(store: CloseStore): readonly FieldRow<ActivityRecord>[] {
  return [
    ['id', word, (one) => [one.id]],
    ['type _type', word, (one) => [one.type]],
    ['lead_id', word, (one) => [one.lead_id]],
    ['contact_id', word, (one) => [one.contact_id]],
    ['user user_id', word, (one) => [one.user_id, userName(store, one.user_id)]],
    ['date activity_at', moment, (one) => [one.details['activity_at'] ?? one.date_created]],
    ...auditRows<ActivityRecord>(store),
    ...DETAILS.flatMap(([names, kind]) => names.map((name) => detail(name, kind))),
  ]
}

/** The activities of a lead that are of a type, such as `Call`. */
export function activitiesOfType(
  store: CloseStore,
  leadId: string,
  type: string,
): readonly ActivityRecord[] {
  return store.activities.ofLead(leadId).filter((one) => one.type === type)
}

function detail(name: string, kind: Kind): FieldRow<ActivityRecord> {
  return [name, kind, (one) => [one.details[name]]]
}

function someActivityText(details: Dictionary, tests: TextTests): boolean {
  return (
    TEXTS.some((name) => tests.text(details[name])) ||
    PHONES.some((name) => tests.phone(details[name]))
  )
}

/** What is shown has everything that is stored, side by side. */
function asRecord(shown: Dictionary): ActivityRecord {
  return { ...shown, type: shown['_type'], details: shown } as unknown as ActivityRecord
}
