import { SandpitError } from '@sandpit/client/errors'

/** Whether a call failed because the service is of a generation without this operation. */
export function isMissing(error: unknown): boolean {
  return error instanceof SandpitError && [404, 405, 501].includes(error.facts.status ?? 0)
}
