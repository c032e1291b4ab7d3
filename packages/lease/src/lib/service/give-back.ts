import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { Held } from '../record/journal.ts'
import { callsFor } from './calls-for.ts'
import type { Fate, MaybeHeld } from './sandbox-calls.ts'

/**
 * Gives back what a slot of this run holds.
 *
 * @throws SandpitError `release_failed`
 */
export async function giveBack(
  client: SandboxClient,
  held: Held,
  sandboxId: string,
): Promise<void> {
  try {
    await callsFor(held.server).release(client, held, sandboxId)
  } catch (error) {
    throw notGivenBack(held, SandpitError.from(error))
  }
}

/**
 * Gives back what nobody holds any more; one that cannot be stops none of the others. An acquire
 * without an answer is looked up by its own tag, and only a sandbox that carries it is released:
 * nothing is ever taken from anybody else.
 */
export async function recoverAll(
  client: SandboxClient,
  held: readonly MaybeHeld[],
  onReleased: (held: Held, fate: Fate) => void,
): Promise<readonly SandpitError[]> {
  const results = await Promise.allSettled(
    held.map((each) => recover(client, each).then((fate) => onReleased(each, fate))),
  )
  return results.flatMap((result) =>
    result.status === 'rejected' ? SandpitError.from(result.reason) : [],
  )
}

async function recover(client: SandboxClient, held: MaybeHeld): Promise<Fate> {
  const calls = callsFor(held.server)
  try {
    const sandboxId = held.sandboxId ?? (await calls.find(client, held))
    return sandboxId === undefined ? 'returned' : await calls.recover(client, held, sandboxId)
  } catch (error) {
    throw notGivenBack(held, SandpitError.from(error))
  }
}

function notGivenBack(held: Held, cause: SandpitError): SandpitError {
  const { server, sandboxId } = held
  const what =
    sandboxId === undefined
      ? `what an acquire of a '${server}' sandbox may have taken (its answer was lost)`
      : `'${server}' sandbox ${sandboxId}`
  return new SandpitError(
    'release_failed',
    `Could not give back ${what}: ${cause.message} It stays occupied until somebody releases it or the service's time limit does.`,
    { server, cause, operation: 'release', ...(sandboxId !== undefined && { sandboxId }) },
  )
}
