import { setTimeout as sleep } from 'node:timers/promises'
import type { ListedSandbox, SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { Held } from '../record/journal.ts'
import { acquireIdOf, runTag } from '../record/sandbox-tags.ts'
import { callsFor } from './calls-for.ts'
import { refuseHidden } from './hidden-sandbox.ts'
import type { MaybeHeld } from './sandbox-calls.ts'
import { recoverAll } from './give-back.ts'
import { isMissing } from './missing-operation.ts'
import type { RunHoldings } from './run-holdings.ts'

/**
 * Looks what the service still holds for a run that has given everything back, and gives that back
 * too: what an acquire took whose answer was lost, or was a refusal, or could not be used, and what a
 * release left. What a release could not give back is not tried again. Answers with what is left, or
 * may be.
 */
export async function lookOnceMore(
  client: SandboxClient,
  runId: string,
  holdings: RunHoldings,
): Promise<readonly SandpitError[]> {
  const released = ({ acquireId }: Held): void => holdings.released(acquireId)
  const local = holdings.lost.filter(({ server }) => !callsFor(server).isPooled)
  const failures = [...(await recoverAll(client, [...local, ...holdings.stranded], released))]
  try {
    failures.push(...(await recoverTagged(client, runId, holdings)))
    const pooled = holdings.unclearServers.filter((server) => callsFor(server).isPooled)
    for (const server of pooled) await refuseHidden(client, server)
    for (const { acquireId, server } of holdings.lost) {
      if (callsFor(server).isPooled) holdings.released(acquireId)
    }
  } catch (error) {
    // Who may not list, or has nothing to, has had an answer to everything.
    if (mayNotList(error) && holdings.unclearServers.length === 0) return failures
    return [...failures, notLookedUp(SandpitError.from(error))]
  }
  return failures
}

function mayNotList(error: unknown): boolean {
  return isMissing(error) || (error instanceof SandpitError && error.facts.status === 403)
}

/** Goes on for as long as something may show that nobody was told of. */
async function recoverTagged(
  client: SandboxClient,
  runId: string,
  holdings: RunHoldings,
): Promise<readonly SandpitError[]> {
  const failures: SandpitError[] = []
  const known = holdings.known.map(({ sandboxId = '' }) => sandboxId)
  const given: ListedSandbox[] = []
  for (;;) {
    const withinMs = holdings.mayShowForMs
    const except = [...known, ...given.map(({ sandboxId }) => sandboxId)]
    const found = await client.findTagged(runTag(runId), { withinMs, except })
    if (found.length === 0) break
    given.push(...found)
    for (const { tags } of found) holdings.found(acquireIdOf(tags))
    failures.push(...(await recoverAll(client, found.map(asHeld), () => {})))
  }
  return given.length === 0 ? [] : settle(client, runId, holdings, { given, failures })
}

/** What was given back, by the list that follows: what it goes on to show is not. */
async function settle(
  client: SandboxClient,
  runId: string,
  holdings: RunHoldings,
  { given, failures }: { given: readonly ListedSandbox[]; failures: readonly SandpitError[] },
): Promise<readonly SandpitError[]> {
  const kept = new Set(await stillListed(client, runId, given))
  for (const held of given.map(asHeld)) {
    if (kept.has(held.sandboxId)) holdings.strand(held)
    else holdings.released(held.acquireId)
  }
  return given
    .filter(({ sandboxId }) => kept.has(sandboxId))
    .map(
      (each) =>
        failures.find(({ facts }) => facts.sandboxId === each.sandboxId) ?? notReleased(each),
    )
}

/** How long a list may show what was released; inferred. */
const listsUpToMs = 3_000
const askEveryMs = 500

/** The ids that the list goes on to show as the run's, though they were given back. */
async function stillListed(
  client: SandboxClient,
  runId: string,
  given: readonly ListedSandbox[],
): Promise<readonly string[]> {
  const ids = new Set(given.map(({ sandboxId }) => sandboxId))
  const waitsUntil = performance.now() + listsUpToMs
  for (;;) {
    const listed = await client.findTagged(runTag(runId), { withinMs: 0 })
    const kept = listed.map(({ sandboxId }) => sandboxId).filter((id) => ids.has(id))
    if (kept.length === 0 || performance.now() >= waitsUntil) return kept
    await sleep(askEveryMs)
  }
}

function asHeld({ sandboxId, server, tags }: ListedSandbox): MaybeHeld & { sandboxId: string } {
  return { sandboxId, server, acquireId: acquireIdOf(tags) ?? sandboxId, isListed: true }
}

function notReleased({ server, sandboxId }: ListedSandbox): SandpitError {
  return new SandpitError(
    'release_failed',
    `The service says that it released '${server}' sandbox ${sandboxId}, but still lists it as this run's. It stays occupied until somebody releases it or the service's time limit does.`,
    { server, sandboxId, operation: 'release' },
  )
}

function notLookedUp(cause: SandpitError): SandpitError {
  return new SandpitError(
    'release_failed',
    `Whether an acquire took more than this run knows of could not be looked up: ${cause.message} Look again later with \`npx sandpit sweep\`.`,
    { cause, operation: 'list' },
  )
}
