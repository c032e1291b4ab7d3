import type { ToolCall } from '@sandpit/client/tool-call'
import { showText } from '@sandpit/client/show-text'
import { nameLikeness } from '../compare/text-likeness.ts'
import { isRecord, matchesValue } from '@sandpit/systems/content'
import { showExpected } from '../compare/show-expected.ts'
import type { SoughtCall } from '../expected/expected-call.ts'

/** How many calls are shown; of more, how many there are. */
const shownCalls = 10

/** Whether a call is as it should be; whatever became of it, it was asked for. */
export function isSuch({ tool, args }: SoughtCall, call: ToolCall): boolean {
  if (tool === undefined) return true
  return tool === call.tool && matchesValue(args, call.arguments, 'partial')
}

/** The calls that were made, the nearest to the one that is missing first, and what it lacks. */
export function showNearest(sought: SoughtCall, calls: readonly ToolCall[]): string {
  const nearness = new Map(calls.map((call) => [call, likeness(sought, call)]))
  const sorted = calls.toSorted(
    (one, other) => (nearness.get(other) ?? 0) - (nearness.get(one) ?? 0),
  )
  return listed(sorted, (call) => [showCall(call), ...wrongArguments(sought, call)])
}

/** The calls that were made, in order. */
export function showCalls(calls: readonly ToolCall[]): string {
  return listed(calls, (call) => [showCall(call)])
}

/** A call on one line, as one would expect it, and what became of it when that was no answer. */
function showCall({ tool, arguments: given, outcome, error }: ToolCall): string {
  const shown = showExpected(given)
  const asked = shown === '{}' || shown === 'nothing' ? tool : `${tool} ${shown}`
  if (outcome === 'answered') return asked
  return `${asked} (${outcome}${error === undefined ? '' : `: ${showText(error)}`})`
}

function listed(calls: readonly ToolCall[], lines: (call: ToolCall) => readonly string[]): string {
  const shown = calls.slice(0, shownCalls).flatMap(lines)
  const rest = calls.length - shownCalls
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].map((each) => `  ${each}`).join('\n')
}

/** The same tool first, and of its calls the ones with the most that is right. */
function likeness({ tool, args }: SoughtCall, call: ToolCall): number {
  if (tool !== call.tool) return nameLikeness(tool, call.tool) / 2
  const wanted = Object.entries(args)
  const right = wanted.filter(([name, value]) => matches(value, call, name))
  return 1 + right.length / Math.max(1, wanted.length)
}

function wrongArguments({ tool, args }: SoughtCall, call: ToolCall): readonly string[] {
  if (tool !== call.tool) return []
  return Object.entries(args)
    .filter(([name, value]) => !matches(value, call, name))
    .map(
      ([name, value]) =>
        `  ${name}: expected ${showExpected(value, name)}, got ${showExpected(argument(call, name), name)}`,
    )
}

function matches(expected: unknown, call: ToolCall, name: string): boolean {
  return matchesValue(expected, argument(call, name), 'partial')
}

function argument({ arguments: given }: ToolCall, name: string): unknown {
  return isRecord(given) ? given[name] : undefined
}
