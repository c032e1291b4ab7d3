import { wait } from '../calls/clock.ts'
import type { Connection } from '../calls/connection.ts'
import type { CallOptions, SandboxDetails } from '../wire/sandbox.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import { getOperation } from '../wire/sandbox-operations.ts'
import { type OwnedSandbox, type OwnedSandboxes, takenOver } from './owned-sandboxes.ts'

const pauseMs = 500

/**
 * Makes sure that a sandbox is still its client's own. One that was just taken may be shown with
 * what was before, or not at all: then the service is asked until it has had the time to show what is.
 */
export async function confirmHeld(
  connection: Connection,
  all: OwnedSandboxes,
  held: OwnedSandbox,
  options: CallOptions,
): Promise<void> {
  for (;;) {
    const details = await detailsOf(connection, held, options)
    const owner = all.judge(held, details, connection.clock.now())
    if (owner === 'ours') return
    if (owner === 'others') throw takenOver(held)
    await wait(connection.clock, pauseMs, options.signal)
  }
}

/** Undefined for a sandbox that the service does not know. */
async function detailsOf(
  connection: Connection,
  { server, sandboxId }: OwnedSandbox,
  options: CallOptions,
): Promise<SandboxDetails | undefined> {
  try {
    return await connection.call(getOperation(server, sandboxId), options)
  } catch (error) {
    if (error instanceof SandpitError && error.code === 'not_found') return undefined
    throw error
  }
}
