import type { ValidationProblem } from '../validation/problems.ts'

/** An answer other than success; thrown by operations, sent as it is. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** What the answer's `detail` says. */
  readonly detail: string | readonly ValidationProblem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    detail: string | readonly ValidationProblem[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === 'string' ? detail : 'The request failed validation.')
    this.status = status
    this.detail = detail
    this.headers = headers
  }
}
