import { test } from '@playwright/test'
import type { LeaseLink } from '@sandpit/lease/link'
import type { CallLog } from './call-log.ts'

/** A leased sandbox whose calls are logged, and whose changes are steps in the report. */
export function sandboxInSteps(lease: LeaseLink, calls: CallLog): LeaseLink {
  return {
    sandboxId: lease.sandboxId,
    mcpUrl: lease.mcpUrl,
    reset: () => step('Reset sandbox', () => calls.record('reset', () => lease.reset())),
    add: (seed) => step('Add to sandbox', () => calls.record('add', () => lease.add(seed))),
    // Not a step: a matcher makes one each 50 ms while it waits.
    dump: () => calls.record('dump', () => lease.dump()),
  }
}

function step<T>(title: string, call: () => Promise<T>): Promise<T> {
  return test.step(title, call, { box: true })
}
