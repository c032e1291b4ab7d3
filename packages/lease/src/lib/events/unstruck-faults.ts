import type { CallFault } from '@sandpit/client/tool-call'
import { printable } from '@sandpit/client/printable'
import type { UnstruckFault } from '@sandpit/gateway'
import { count } from '../text/amount.ts'

/** How many tests are remembered, how many told of, and how many faults of one. */
const mostTests = 1000
const shownTests = 5
const shownFaults = 3

/** Collects faults that were asked for, and met no call: what they were to show has not been seen. */
export class UnstruckFaultCollector {
  readonly #tests = new Map<string, string[]>()

  readonly add = ({ label = 'a test', fault }: UnstruckFault): void => {
    const faults = this.#tests.get(label) ?? []
    faults.push(described(fault))
    if (this.#tests.size < mostTests) this.#tests.set(label, faults)
  }

  /** A line for each test, but for those that are too many. */
  get lines(): readonly string[] {
    const tests = [...this.#tests]
    const lines = tests.slice(0, shownTests).map(([label, faults]) => line(label, faults))
    const rest = tests.length - lines.length
    return rest > 0 ? [...lines, `and faults of ${count(rest, 'more test', 'more tests')}`] : lines
  }
}

function line(label: string, faults: readonly string[]): string {
  const shown = faults.slice(0, shownFaults).join(', ')
  const rest = faults.length - shownFaults
  const more = rest > 0 ? ` and ${rest} more` : ''
  return `${count(faults.length, 'fault', 'faults')} of the test '${printable(label)}' hit no call: ${shown}${more}`
}

/** As one would say it: `status 503 for close_create_task`, `hang for any tool, from call 3 on`. */
function described(fault: CallFault): string {
  const what = fault.kind === 'status' ? `status ${fault.status}` : fault.kind
  const { tool, nth = 1 } = fault
  const from = nth === 1 ? '' : `, from call ${nth} on`
  return `${what} for ${tool === undefined ? 'any tool' : printable(tool)}${from}`
}
