import { SandpitError } from '@sandpit/client/errors'
import type { Slot } from '../slots/slot.ts'

/** The error of a sandbox that went into state error during a call. */
export function broken(slot: Slot, operation: string): SandpitError {
  const { sandboxId } = slot.sandbox
  return new SandpitError(
    'sandbox_broken',
    `'${slot.server}' sandbox ${sandboxId} went into state error during ${operation}; it goes back to the service and another takes its place.`,
    { server: slot.server, sandboxId, operation },
  )
}
