import { printable } from './printable.ts'
import type { SandpitIssue } from './sandpit-error.ts'

const shownIssues = 10
/** What a contract of a user's own says may be long; it is not the service that says it. */
const longest = 2_000

/** One line an issue, the first ten of them, each opening with its path. */
export function formatIssues(issues: readonly SandpitIssue[]): string {
  const lines = issues
    .slice(0, shownIssues)
    .map(
      ({ path, message }) => `\n  ${printable(formatPath(path))}: ${printable(message, longest)}`,
    )
  const left = issues.length - lines.length
  return lines.join('') + (left > 0 ? `\n  and ${left} more` : '')
}

/**
 * A path as one would write it in code: `leads[2].name`.
 *
 * @example
 * ```ts
 * import { formatPath } from '@sandpit/client/printable'
 *
 * formatPath(['leads', 2, 'name']) // 'leads[2].name'
 * ```
 */
export function formatPath(path: SandpitIssue['path']): string {
  if (path.length === 0) return '(top level)'
  return path.reduce<string>(appendStep, '')
}

function appendStep(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(step))
    return `${path}[${JSON.stringify(step)}]`
  return path === '' ? step : `${path}.${step}`
}
