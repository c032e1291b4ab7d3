import type { CloseDifference } from './diff-close-data.ts'
import { isRecord } from '@sandpit/systems/content'
import { showExpected, showPart } from './show-expected.ts'

/** How to show differences. */
export interface FormatOptions {
  /** Whether to mark kinds in colour with ANSI escapes, as for a terminal. Off by default. */
  readonly color?: boolean
  /**
   * How many differences to list, 40 by default. Where there are more, how many of each kind there
   * are stands first, and how many were left out last.
   */
  readonly limit?: number
}

/**
 * Differences for a person to read, under the lead they belong to:
 * `-` is missing, `+` is unexpected, `~` is changed.
 *
 * ```text
 * lead "CloudScale"
 *   - task "Send proposal" is missing: { date: "2025-12-02" }
 *   ~ opportunity "Annual renewal" › value: expected usd(480), got usd(48)
 * + lead "DataFlow" is unexpected
 * ```
 */
export function formatCloseDiff(
  differences: readonly CloseDifference[],
  { color = false, limit = 40 }: FormatOptions = {},
): string {
  const lines: string[] = []
  let heading: string | undefined
  for (const difference of differences.slice(0, limit)) {
    const [lead = '', ...within] = difference.path
    if (within.length > 0 && lead !== heading) lines.push(lead)
    heading = within.length > 0 ? lead : undefined
    const indent = within.length > 0 ? '  ' : ''
    lines.push(indent + formatDifference(difference, within.length > 0 ? within : [lead], color))
  }
  const rest = differences.length - limit
  return rest > 0
    ? [summary(differences), ...lines, `and ${rest} more`].join('\n')
    : lines.join('\n')
}

/** How many differences of each kind there are: `99 leads are missing, 1 lead is unexpected`. */
function summary(differences: readonly CloseDifference[]): string {
  const counts = new Map<string, number>()
  for (const { kind, path } of differences) {
    const [what = ''] = (path.at(-1) ?? '').split(' ', 1)
    const key = kind === 'changed' ? 'field differs' : `${what} is ${kind}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return `${[...counts].map(([what, count]) => counted(count, what)).join(', ')}:`
}

/** `1 lead is missing`, `2 leads are missing`. */
function counted(count: number, what: string): string {
  if (count === 1) return `1 ${what}`
  const many = what.replace(/^opportunity/, 'opportunitie').replace(/^\w+/, '$&s')
  return `${count} ${many.replace(' is ', ' are ').replace('differs', 'differ')}`
}

/** One difference on a line, with a path that may begin below the lead. */
export function formatDifference(
  difference: CloseDifference,
  path: readonly string[],
  color: boolean,
): string {
  const place = path.join(' › ')
  if (difference.kind === 'missing') {
    return marked(`- ${place} is missing${details(difference.expected)}`, RED, color)
  }
  if (difference.kind === 'unexpected') {
    return marked(`+ ${place} is unexpected${details(difference.actual)}`, GREEN, color)
  }
  const key = path.at(-1)
  const expected = showExpected(difference.expected, key)
  const actual = showExpected(difference.actual, key)
  return marked(`~ ${place}: expected ${expected}, got ${actual}`, YELLOW, color)
}

const RED = 31
const GREEN = 32
const YELLOW = 33

function marked(line: string, code: number, color: boolean): string {
  return color ? `\u001b[${code}m${line}\u001b[39m` : line
}

/** What there is to a part besides its name, which the path tells. */
function details(part: unknown): string {
  const shown = isRecord(part) ? showPart(part) : showExpected(part)
  return shown === '' ? '' : `: ${shown}`
}
