import type { Link } from '@sandpit/lease/link'
import type { CallLog } from '../evidence/call-log.ts'
import { stepWhereAsked } from './asked-at.ts'

/** A link whose calls are logged, and whose changes to a sandbox are steps in the report. */
export function linkInSteps(link: Link, calls: Pick<CallLog, 'record'>): Link {
  return {
    ...link,
    reset: (leaseId) =>
      stepWhereAsked('Reset sandbox', () => calls.record('reset', () => link.reset(leaseId))),
    add: (leaseId, seed) =>
      stepWhereAsked('Add to sandbox', () => calls.record('add', () => link.add(leaseId, seed))),
    // Not a step: a matcher makes one each 50 ms while it waits.
    calls: (leaseId) => link.calls(leaseId),
    setFaults: (leaseId, faults) =>
      stepWhereAsked('Set faults', () =>
        calls.record('setFaults', () => link.setFaults(leaseId, faults)),
      ),
    dump: (leaseId, into) => calls.record('dump', () => link.dump(leaseId, into)),
  }
}
