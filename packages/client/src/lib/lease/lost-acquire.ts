import { SandpitError } from '../errors/sandpit-error.ts'
import { acquireTagName } from './acquire-tag.ts'

/**
 * The failure of an acquire, with the tag's value by which to find what it may have taken: also one
 * that the service refused, for a service may take a sandbox and then answer that there is none.
 *
 * @param isSecond whether an earlier try of the same acquire may have taken one, so that its outcome
 *   is unknown whatever became of this try
 */
export function mayHaveTaken(error: unknown, acquireId: string, isSecond: boolean): SandpitError {
  const failure = SandpitError.from(error)
  const { code, message, facts, cause } = failure
  if (isSecond)
    return new SandpitError(code, message, { ...facts, acquireId, outcomeUnknown: true, cause })
  const wasHeard = facts.outcomeUnknown === true || facts.status !== undefined
  return wasHeard ? new SandpitError(code, message, { ...facts, acquireId, cause }) : failure
}

/** What to throw when nothing was found, and something may turn up yet. */
export function leftBehind(
  { code, message, facts, cause }: SandpitError,
  acquireId: string,
  searchFailed?: unknown,
): SandpitError {
  return new SandpitError(
    code,
    `${message} A sandbox may have been taken all the same: look for it with ` +
      `list({ tags: { ${acquireTagName}: '${acquireId}' } }) and release it.`,
    {
      ...facts,
      cause:
        searchFailed === undefined
          ? cause
          : new AggregateError(
              [cause, searchFailed],
              'Looking for the sandbox, or giving it back, failed too.',
            ),
    },
  )
}
