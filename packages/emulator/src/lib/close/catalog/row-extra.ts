import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { FieldReader } from '../call/field-reader.ts'
import type { PlainRecord } from '../store/records.ts'

/** A body on its way to become a record. */
export interface PlainDraft {
  readonly fields: FieldReader
  /** What the row's fields are read as; may be changed. */
  readonly values: Record<string, unknown>
  readonly before: PlainRecord | undefined
}

/** What a row of the catalog cannot say about a resource. */
export interface RowExtra {
  /** Checks what was sent, and reads more than the row's fields. */
  readonly read?: (call: CloseCall, draft: PlainDraft) => Dictionary | undefined
  /** What is shown beside the fields. */
  readonly show?: (call: CloseCall, record: PlainRecord) => Dictionary
  /** What only the answer to the making shows. */
  readonly showOnce?: (call: CloseCall, record: PlainRecord) => Dictionary
  /** What every organization has of it, where it is not the same everywhere. */
  readonly initial?: (call: CloseCall) => readonly Dictionary[]
  /** What the saving of a record brings with it. */
  readonly saved?: (call: CloseCall, record: PlainRecord) => void
  /** Throws what keeps a record from being deleted. */
  readonly refuseDelete?: (call: CloseCall, record: PlainRecord) => void
}
