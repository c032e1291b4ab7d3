import { printable } from '@sandpit/client/printable'
import type { LateCall } from '@sandpit/gateway'
import { count } from '../text/amount.ts'

/** The calls that came when one test was over. */
export interface LateCalls {
  /** The test; missing for calls to a worker's address while no test ran. */
  readonly label: string | undefined
  /** How often each tool was called. */
  readonly tools: Readonly<Record<string, number>>
}

/** How many tests, and tools of one, are remembered; what is more is counted as one. */
const mostTests = 1000
const mostTools = 20
const shownTests = 5

/** Collects calls that come too late. */
export class LateCallCollector {
  readonly #tests = new Map<string | undefined, Map<string, number>>()

  readonly add = ({ label, tool }: LateCall): void => {
    const isFull = this.#tests.size >= mostTests && !this.#tests.has(label)
    const test = isFull ? 'other tests' : label
    const tools = this.#tests.get(test) ?? new Map<string, number>()
    const name = tools.size >= mostTools && !tools.has(tool) ? 'others' : tool
    this.#tests.set(test, tools.set(name, (tools.get(name) ?? 0) + 1))
  }

  get list(): readonly LateCalls[] {
    return [...this.#tests].map(([label, tools]) => ({ label, tools: Object.fromEntries(tools) }))
  }
}

/** A line for each test, but for those that are too many. */
export function formatLateCalls(late: readonly LateCalls[]): readonly string[] {
  const lines = late.slice(0, shownTests).map(line)
  const rest = late.slice(shownTests)
  if (rest.length === 0) return lines
  const calls = rest.reduce((sum, each) => sum + total(each), 0)
  return [...lines, `${count(calls, 'call', 'calls')} came after ${rest.length} more tests`]
}

function line(late: LateCalls): string {
  const tools = Object.entries(late.tools).map(([tool, times]) =>
    times === 1 ? printable(tool) : `${printable(tool)} (${times} times)`,
  )
  const when =
    late.label === undefined
      ? "to a worker's address while no test ran"
      : `after the test '${printable(late.label)}' was over`
  const calls = count(total(late), 'call', 'calls')
  return `${calls} came ${when}, and ${total(late) === 1 ? 'was' : 'were'} refused: ${tools.join(', ')}`
}

function total({ tools }: LateCalls): number {
  return Object.values(tools).reduce((sum, times) => sum + times, 0)
}
