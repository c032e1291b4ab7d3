import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { FieldReader } from '../call/field-reader.ts'

/** One kind of activity that can be written through the API. */
export interface ActivityKind {
  /** As Close writes it in `_type`. */
  readonly type: string
  /** Where it is listed, such as `/activity/note/`. */
  readonly path: string
  /** The fields that are fixed once the activity has been sent; only messages have any. */
  readonly content?: readonly string[]
  /** Reads the fields that only this kind has; `before` is empty for a new activity. */
  details(fields: FieldReader, before: Dictionary, call: CloseCall): Dictionary
}
