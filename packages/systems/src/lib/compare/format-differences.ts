import type { Difference } from './difference.ts'
import { isMatcher } from './same-value.ts'
import { escapeInvisible, showText } from '@sandpit/client/show-text'

/** How differences are to be told. */
export interface FormatOptions {
  /** How many lines at most; 10 unless given. */
  readonly lines?: number
}

/**
 * Differences in words, one a line: where, what was expected, what is there.
 *
 * @example
 * ```ts
 * import { diffData, formatDifferences } from '@sandpit/systems/compare'
 *
 * const differences = diffData('mem0', {}, {})
 * console.log(formatDifferences(differences, { lines: 3 }))
 * ```
 */
export function formatDifferences(
  differences: readonly Difference[],
  { lines = 10 }: FormatOptions = {},
): string {
  const shown = differences.slice(0, lines).map(sentence)
  const left = differences.length - shown.length
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('\n')
}

function sentence(difference: Difference): string {
  const where = difference.path.length === 0 ? 'the data' : difference.path.join(', ')
  if (difference.kind === 'changed')
    return `${where}: expected ${show(difference.expected)}, got ${show(difference.actual)}`
  if (difference.kind === 'missing')
    return `${where}: missing, expected ${show(difference.expected)}`
  return `${where}: not expected, got ${show(difference.actual)}`
}

const LONGEST_VALUE = 200

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return showText(value)
  if (value instanceof RegExp) return String(value)
  if (typeof value === 'function') return `what ${value.name || 'a predicate'} takes`
  if (isMatcher(value)) return showMatcher(value)
  const text = JSON.stringify(value, shownInside)
  return escapeInvisible(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text)
}

/** What the runners' matchers hold: the text of `expect.stringContaining('renewal')`, say. */
function showMatcher(matcher: {
  readonly toString: () => string
  readonly sample?: unknown
}): string {
  const name = matcher.toString()
  if (name.startsWith('[') || matcher.sample === undefined) return 'what the matcher takes'
  return typeof matcher.sample === 'function'
    ? `${name}<${matcher.sample.name}>`
    : `${name} ${show(matcher.sample)}`
}

function shownInside(_key: string, value: unknown): unknown {
  if (value instanceof RegExp) return String(value)
  if (isMatcher(value)) return showMatcher(value)
  return typeof value === 'function' ? 'a predicate' : value
}
