import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { parseQuery } from './parse-query.ts'
import { compile, type Value, type Vocabulary } from './vocabulary.ts'

const TEXT_FIELDS = [
  'note',
  'subject',
  'body_text',
  'text',
  'message_markdown',
  'title',
  'user_note_html',
  'phone',
  'remote_phone',
  'task_text',
]
const FIELDS = new Set([
  ...TEXT_FIELDS,
  'id',
  '_type',
  'lead_id',
  'contact_id',
  'user_id',
  'direction',
  'status',
  'disposition',
  'date_created',
  'date_updated',
  'starts_at',
])

/** A search over activities as they are shown. */
export function activityQuery(call: CloseCall, query: string): (activity: Dictionary) => boolean {
  const vocabulary: Vocabulary<Dictionary> = {
    someText: (activity, holds) => TEXT_FIELDS.some((name) => holds(activity[name] as Value)),
    field: (name) => (FIELDS.has(name) ? (activity) => [activity[name] as Value] : undefined),
  }
  return compile(parseQuery(query).condition, vocabulary, call.now)
}
