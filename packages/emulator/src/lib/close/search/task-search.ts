import type { CloseStore } from '../store/close-store.ts'
import type { TaskRecord } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { auditRows, type FieldRow, fieldsOf } from './fields.ts'
import { boolean, moment, text, word } from './kinds.ts'
import type { Vocabulary } from './search.ts'

export function taskVocabulary(store: CloseStore): Vocabulary<TaskRecord> {
  const rows: readonly FieldRow<TaskRecord>[] = [
    ['id', word, (one) => [one.id]],
    ['type _type', word, (one) => [one.type]],
    ['contact_id', word, (one) => [one.contact_id]],
    ['text', text, (one) => [one.text]],
    ['date due due_date', moment, (one) => [one.date]],
    ['complete completed is_complete', boolean, (one) => [one.is_complete]],
    ['assigned_to user', word, (one) => [one.assigned_to, userName(store, one.assigned_to)]],
    ...auditRows<TaskRecord>(store),
  ]
  return {
    id: (one) => one.id,
    someText: (one, tests) => tests.text(one.text),
    fields: fieldsOf(rows),
  }
}
