import type { Dictionary } from '../../validation/containers.ts'

/** The page that lists what the emulator does, in the project's repository. */
const REFERENCE = 'docs/reference/emulator.md'

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

  /** 501 for what Close has and this emulator has not, such as `GET /webhook/`. */
  static notEmulated(what: string): CloseError {
    const error = `The Sandpit emulator does not emulate ${what}. What it does is in ${REFERENCE}.`
    return new CloseError(501, { error }, error)
  }

  /** 400 for a parameter that Close does not have. Close ignores it, which misleads a test. */
  static unknownParameter(operation: string, name: string): CloseError {
    const error =
      `Close's API has no parameter ${name} in ${operation} and ignores it; ` +
      `the Sandpit emulator refuses it. What it takes is in ${REFERENCE}.`
    return new CloseError(400, { error }, error)
  }
}
