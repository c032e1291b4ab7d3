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

/**
 * Gives back a sandbox that came in state error.
 *
 * @throws SandpitError `release_failed` with its id, by which it is tried again later.
 */
export async function releaseErroneous(
  facts: { readonly server?: string; readonly sandboxId: string },
  release: () => Promise<void>,
): Promise<void> {
  try {
    await release()
  } catch (cause) {
    const { message } = SandpitError.from(cause)
    throw new SandpitError(
      'release_failed',
      `The service gave sandbox ${facts.sandboxId} in state error, and it could not be given back: ${message}`,
      { ...facts, operation: 'release', cause },
    )
  }
}
