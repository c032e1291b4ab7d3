import type { ToolCall } from '@sandpit/client/tool-call'

/** Ids as systems make them: a prefix and letters, as Close has them, or a UUID. */
const id =
  /\b(?:([a-z]{3,8})_(?=\w*\d)(?=\w*[A-Z])\w{16,}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\b/g

/** Moments, but not days, which tests write themselves. */
const moment = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g

/**
 * Calls as a text that is the same in every run of the same conversation: a line each, with ids
 * numbered in the order in which they appear, and without times and answers.
 */
export function transcriptOf(calls: readonly ToolCall[]): string {
  const numbers = new Map<string, string>()
  const counts = new Map<string, number>()
  const name = (value: string, kind = 'id'): string => {
    const count = (counts.get(kind) ?? 0) + 1
    const known = numbers.get(value)
    if (known !== undefined) return known
    counts.set(kind, count)
    numbers.set(value, `<${kind} ${count}>`)
    return `<${kind} ${count}>`
  }
  return calls
    .map((call) => line(call).replaceAll(id, name).replaceAll(moment, '<moment>'))
    .join('\n')
}

function line({ tool, arguments: given, outcome, error }: ToolCall): string {
  const asked = `${tool} ${JSON.stringify(given) ?? ''}`.trimEnd()
  if (outcome === 'answered') return asked
  return `${asked} -> ${outcome}${error === undefined ? '' : `: ${error}`}`
}
