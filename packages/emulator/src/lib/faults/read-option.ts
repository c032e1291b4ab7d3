import { SandpitError } from '@sandpit/client/errors'

import { type Check, REFUSED } from '../validation/check.ts'
import { Problems } from '../validation/problems.ts'

/**
 * Reads an option with the check that the control endpoint has for it.
 *
 * @throws SandpitError `configuration` with every issue
 */
export function readOption<T>(name: string, check: Check<T>, value: unknown): T {
  const problems = new Problems()
  const read = problems.at(name, () => check(value, problems))
  if (read !== REFUSED) return read
  const issues = problems.list.map(({ loc, msg }) => ({ path: loc, message: msg }))
  const told = issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const message = `The emulator's option ${name} makes no sense. ${told.join('. ')}.`
  throw new SandpitError('configuration', message, { issues })
}
