import { SandpitError } from '@sandpit/client/errors'
import type { CallFault } from '@sandpit/client/tool-call'
import type { LeaseRequest } from './link.ts'

/**
 * A request as it may leave this process. The run hangs up on a frame that is none, and all tests of
 * the worker would go with the one that asked.
 *
 * @throws SandpitError `configuration` for what a test cannot ask
 */
export function checkedRequest(request: LeaseRequest): LeaseRequest {
  const { readOnly, faults = [] } = request as {
    readonly readOnly?: unknown
    readonly faults?: unknown
  }
  if (readOnly !== undefined && typeof readOnly !== 'boolean') {
    throw new SandpitError(
      'configuration',
      `readOnly is true or false, and a test has ${JSON.stringify(readOnly) ?? `a ${typeof readOnly}`}.`,
    )
  }
  checkedFaults(faults)
  return request
}

/**
 * Faults as they may leave this process: JSON would leave out a key without a value, and a fault for
 * an undefined tool would strike the calls of any.
 *
 * @throws SandpitError `configuration`
 */
export function checkedFaults(faults: unknown): readonly CallFault[] {
  for (const fault of Array.isArray(faults) ? faults : []) {
    if (typeof fault !== 'object' || fault === null) continue
    const unset = Object.entries(fault as object).find(([, value]) => value === undefined)
    if (unset === undefined) continue
    throw new SandpitError(
      'configuration',
      `This fault is wrong: '${unset[0]}' is undefined; leave it out if it does not matter.`,
    )
  }
  return faults as readonly CallFault[]
}
