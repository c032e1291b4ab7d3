import { SandpitError } from '@sandpit/client/errors'
import { showValue } from '@sandpit/client/show-text'
import type { DiffMode } from './difference.ts'
import { isMatcher, isNothing, isRecord, sameValue } from './same-value.ts'

/** Whether a value is as expected, where the expectation may hold patterns and predicates. */
export function matchesValue(expected: unknown, actual: unknown, mode: DiffMode): boolean {
  // `search` starts at the beginning whatever the pattern's flags and history.
  if (expected instanceof RegExp) return typeof actual === 'string' && actual.search(expected) >= 0
  if (typeof expected === 'function') return !isNothing(actual) && isAccepted(expected, actual)
  if (isMatcher(expected)) return expected.asymmetricMatch(actual)
  if (!holdsMore(expected) || !holdsMore(actual)) return sameValue(expected, actual)
  const keys =
    mode === 'whole' ? [...Object.keys(expected), ...Object.keys(actual)] : Object.keys(expected)
  if (Array.isArray(expected) && expected.length !== (actual as { length?: unknown }).length)
    return false
  return keys.every((key) => matchesValue(expected[key], actual[key], mode))
}

/** What a predicate says; a promise or a match, say, is no answer, and with `not` it would do no harm. */
function isAccepted(predicate: Function, actual: unknown): boolean {
  const answer: unknown = predicate(actual)
  if (typeof answer === 'boolean') return answer
  throw new SandpitError(
    'configuration',
    `A predicate must return true or false, but one returned ${showValue(answer)} for ${showValue(actual)}.`,
  )
}

/** Whether an expectation stands for more than itself. */
export function isPattern(expected: unknown): boolean {
  return expected instanceof RegExp || typeof expected === 'function' || isMatcher(expected)
}

function holdsMore(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) || Array.isArray(value)
}
