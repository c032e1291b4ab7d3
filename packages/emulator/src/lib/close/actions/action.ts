import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import type { ListParameters } from '../call/page.ts'

/** What is asked of an operation that is no list, get, create, update or delete of a resource. */
export interface ActionRequest {
  /** What stands in the path where its template has names. */
  readonly ids: readonly string[]
  readonly parameters: ListParameters
  readonly body: Dictionary
}

/** Such an operation. Does all of its work or throws a `CloseError` and has done none. */
export interface Action {
  /** The query parameters that it heeds, beside `_fields`; `any` where it refuses others itself. */
  readonly takes?: readonly string[] | 'any'
  /** The status of success; 200 unless given. */
  readonly status?: number
  readonly run: (call: CloseCall, request: ActionRequest) => object
}
