import type { Dictionary } from '../../validation/containers.ts'

/** An error as Close's API answers it: a status and a body. */
export class CloseError extends Error {
  override readonly name = 'CloseError'
  readonly status: number
  readonly body: Dictionary

  constructor(status: number, body: Dictionary, message: string) {
    super(message)
    this.status = status
    this.body = body
  }

  /** 404 in the recorded words, for a type as Close spells it, such as `Lead`. */
  static notFound(type: string): CloseError {
    const error = `Empty query: ${type} matching query does not exist.`
    return new CloseError(404, { error }, error)
  }

  /** 400 with one message for each wrong field; keys are field names without `_id`, as recorded. */
  static fields(messages: Readonly<Record<string, string>>): CloseError {
    const names = Object.keys(messages).join(', ')
    return new CloseError(400, { errors: [], 'field-errors': messages }, `Wrong fields: ${names}`)
  }

  /** 400 with one message for the whole request. */
  static invalid(error: string): CloseError {
    return new CloseError(400, { error }, error)
  }
}
