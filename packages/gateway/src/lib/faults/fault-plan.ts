import type { CallFault } from '@sandpit/client/tool-call'
import { parseFaults } from './parse-faults.ts'

interface Counted {
  readonly fault: CallFault
  /** How many calls there were that it is about. */
  calls: number
  hasStruck: boolean
}

/**
 * Which calls of a lease go wrong.
 *
 * @example
 * ```ts
 * import { FaultPlan } from '@sandpit/gateway'
 *
 * const plan = new FaultPlan()
 * plan.set([{ kind: 'hang', tool: 'close_create_task', nth: 2 }])
 * plan.next('close_create_task') // undefined
 * plan.next('close_create_task')?.kind // 'hang'
 * ```
 */
export class FaultPlan {
  readonly #replaced: CallFault[] = []
  #faults: readonly Counted[] = []

  /**
   * Replaces what goes wrong from now on; an empty list ends it.
   *
   * @throws SandpitError `configuration` for what is no fault
   */
  set(faults: unknown): void {
    const next = parseFaults(faults).map((fault) => ({ fault, calls: 0, hasStruck: false }))
    this.#replaced.push(...this.#unstruck)
    this.#faults = next
  }

  /** Those that struck no call, also of lists that were replaced: nobody met what they were for. */
  get unstruck(): readonly CallFault[] {
    return [...this.#replaced, ...this.#unstruck]
  }

  get #unstruck(): readonly CallFault[] {
    return this.#faults.filter(({ hasStruck }) => !hasStruck).map(({ fault }) => fault)
  }

  /** Counts a call; the first fault that strikes it, if any does. */
  next(tool: string): CallFault | undefined {
    const about = this.#faults.filter(
      ({ fault }) => fault.tool === undefined || fault.tool === tool,
    )
    for (const each of about) each.calls++
    const striking = about.find(strikes)
    if (striking !== undefined) striking.hasStruck = true
    return striking?.fault
  }
}

function strikes({ fault: { nth = 1, times = 1 }, calls }: Counted): boolean {
  return calls >= nth && (times === 'always' || calls < nth + times)
}
