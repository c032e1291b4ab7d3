import type { CallFault } from '@sandpit/client/tool-call'
import { parseFaults } from './parse-faults.ts'

interface Counted {
  readonly fault: CallFault
  /** How many calls there were that it is about. */
  calls: number
}

/** Which calls of a lease go wrong. */
export class FaultPlan {
  #faults: readonly Counted[] = []

  /**
   * Replaces what goes wrong from now on; an empty list ends it.
   *
   * @throws SandpitError `configuration` for what is no fault
   */
  set(faults: unknown): void {
    this.#faults = parseFaults(faults).map((fault) => ({ fault, calls: 0 }))
  }

  /** Counts a call; the first fault that strikes it, if any does. */
  next(tool: string): CallFault | undefined {
    const about = this.#faults.filter(
      ({ fault }) => fault.tool === undefined || fault.tool === tool,
    )
    for (const each of about) each.calls++
    return about.find(strikes)?.fault
  }
}

function strikes({ fault: { nth = 1, times = 1 }, calls }: Counted): boolean {
  return calls >= nth && (times === 'always' || calls < nth + times)
}
