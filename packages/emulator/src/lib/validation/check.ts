import type { Problems } from './problems.ts'

/** What a check answers for a value it has reported. */
export const REFUSED: unique symbol = Symbol('refused')

export type Refused = typeof REFUSED

/**
 * Reads one value the way the service does: answers the coerced value, or reports every
 * problem and answers `REFUSED`.
 *
 * The service runs FastAPI on pydantic, so checks follow pydantic's lax mode.
 */
export type Check<T> = (input: unknown, problems: Problems) => T | Refused

/** `null` passes, anything else goes to `check`; its problems carry no extra `loc`, as in pydantic. */
export function nullable<T>(check: Check<T>): Check<T | null> {
  return (input, problems) => (input === null ? null : check(input, problems))
}
