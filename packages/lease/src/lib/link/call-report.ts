import type { ToolCall } from '@sandpit/client/tool-call'

/** How much of arguments, and of an answer, is shown. */
const shownLetters = 2000

/**
 * Calls as a text for whoever looks into a failure: when each was, what it asked for, what it was told.
 *
 * @example
 * ```ts
 * import { reportCalls } from '@sandpit/lease/link'
 *
 * console.log(reportCalls(await close.calls()))
 * ```
 */
export function reportCalls(calls: readonly ToolCall[]): string {
  return calls.length === 0 ? 'none\n' : calls.map((call) => `${reportOf(call)}\n`).join('')
}

function reportOf(call: ToolCall): string {
  const { tool, arguments: given, answer, startMs, durationMs, fault } = call
  const at = `${(startMs / 1000).toFixed(2)} s`.padStart(9)
  const took = durationMs === undefined ? '' : ` after ${Math.round(durationMs)} ms`
  const why = fault === undefined ? '' : `, as a fault of the test: ${fault}`
  const first = `${at}  ${tool}: ${outcomeOf(call)}${took}${why}`
  return [first, ...valueOf('arguments', given), ...valueOf('answer', answer)].join('\n')
}

function outcomeOf({ outcome, error }: ToolCall): string {
  return error === undefined ? outcome : `${outcome}, ${shortened(error)}`
}

function valueOf(name: string, value: unknown): readonly string[] {
  if (value === undefined) return []
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return [`           ${name}: ${shortened(text)}`]
}

function shortened(text: string): string {
  const line = text.replaceAll(/\p{C}+/gu, ' ')
  if (line.length <= shownLetters) return line
  return `${line.slice(0, shownLetters)}... [cut: ${line.length} letters in all]`
}
