import type { ListedSandbox, SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { Held } from '../record/journal.ts'
import { acquireIdOf, runTag } from '../record/sandbox-tags.ts'
import { callsFor } from './calls-for.ts'
import { recoverAll } from './give-back.ts'
import { isMissing } from './missing-operation.ts'
import type { RunHoldings } from './run-holdings.ts'

/**
 * Looks what the service still holds for a run that has given everything back, and gives that back
 * too: what an acquire took whose answer was lost, or was a refusal. What a release could not give
 * back is not tried again. Answers with what is left, or may be.
 */
export async function lookOnceMore(
  client: SandboxClient,
  runId: string,
  holdings: RunHoldings,
): Promise<readonly SandpitError[]> {
  const local = holdings.lost.filter(({ server }) => !callsFor(server).isPooled)
  const failures = [
    ...(await recoverAll(client, local, ({ acquireId }) => holdings.released(acquireId))),
  ]
  try {
    failures.push(...(await recoverTagged(client, runId, holdings)))
  } catch (error) {
    if (isMissing(error) && holdings.lost.length === 0) return failures
    return [...failures, notLookedUp(SandpitError.from(error))]
  }
  for (const { acquireId, server } of holdings.lost) {
    if (callsFor(server).isPooled) holdings.released(acquireId)
  }
  return failures
}

/** Goes on for as long as something may show that nobody was told of. */
async function recoverTagged(
  client: SandboxClient,
  runId: string,
  holdings: RunHoldings,
): Promise<readonly SandpitError[]> {
  const failures: SandpitError[] = []
  const except = holdings.known.map(({ sandboxId = '' }) => sandboxId)
  for (;;) {
    const withinMs = holdings.mayShowForMs
    const found = await client.findTagged(runTag(runId), { withinMs, except })
    if (found.length === 0) return failures
    except.push(...found.map(({ sandboxId }) => sandboxId))
    for (const { tags } of found) holdings.found(acquireIdOf(tags))
    const given = ({ acquireId }: Held): void => holdings.released(acquireId)
    failures.push(...(await recoverAll(client, found.map(asHeld), given)))
  }
}

function asHeld({ sandboxId, server, tags }: ListedSandbox): Held {
  return { sandboxId, server, acquireId: acquireIdOf(tags) ?? sandboxId }
}

function notLookedUp(cause: SandpitError): SandpitError {
  return new SandpitError(
    'release_failed',
    `Whether an acquire took more than this run knows of could not be looked up: ${cause.message} Look again later with \`npx sandpit sweep\`.`,
    { cause, operation: 'list' },
  )
}
