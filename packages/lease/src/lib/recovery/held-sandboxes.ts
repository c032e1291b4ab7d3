import { createClient, type ListedSandbox } from '@sandpit/client'
import type { SandpitError } from '@sandpit/client/errors'
import { type EmbeddedRun, type FoundRun, findRuns } from './found-runs.ts'
import type { Held } from '../record/journal.ts'
import { acquireIdOf, runOf } from '../record/sandbox-tags.ts'
import { runsFolder } from '../record/run-directory.ts'
import type { RunLife } from '../record/run-life.ts'
import type { SweepOptions } from './sweep-plan.ts'

/** A sandbox that is held, as far as this machine and the service can tell. No key, no address. */
export interface HeldSandbox {
  readonly server: string
  /** Missing while its acquire is under way, or lost its answer. */
  readonly sandboxId: string | undefined
  /** Missing when whoever holds it is no run of Sandpit's. */
  readonly runId: string | undefined
  /** Whether the run lives; `elsewhere` when it is not one of this machine. */
  readonly life: RunLife | undefined
  readonly pid: number | undefined
  /** When it was taken: by the journal, else when the service last saw it change. */
  readonly since: string | undefined
  /** By whom it is known. */
  readonly knownBy: readonly ('journal' | 'service')[]
}

/** What runs on this machine hold, as far as their journals can be read. */
export interface HeldSandboxes {
  readonly sandboxes: readonly HeldSandbox[]
  /** Runs on embedded emulators, whose sandboxes nobody else can take or give back. */
  readonly embedded: readonly EmbeddedRun[]
  /** What could not be read. */
  readonly problems: readonly SandpitError[]
}

/**
 * What is held, by which run, since when: from the journals on this machine and, with a key, from
 * the service's list.
 *
 * @throws SandpitError whatever the service's list throws.
 *
 * @example
 * ```ts
 * import { hostedCredentials, listHeld } from '@sandpit/lease/sweep'
 *
 * const { sandboxes } = await listHeld({ credentials: hostedCredentials(process.env) })
 * console.log(`${sandboxes.length} sandboxes are held`)
 * ```
 */
export async function listHeld({ credentials, folder }: SweepOptions): Promise<HeldSandboxes> {
  const { runs, embedded, problems } = await findRuns(folder ?? runsFolder())
  const journalled = runs.flatMap((run) => run.held.map((held) => fromJournal(run, held)))
  if (credentials === undefined) return { sandboxes: journalled, embedded, problems }
  await using client = createClient(credentials)
  const listed = (await client.list()).filter(({ status }) => status !== 'idle')
  return { sandboxes: merge(runs, listed), embedded, problems }
}

function fromJournal({ entry, life }: FoundRun, { server, sandboxId, at }: Held): HeldSandbox {
  const { runId, pid } = entry
  const since = at ?? entry.at
  return { server, sandboxId, runId, life, pid, since, knownBy: ['journal'] }
}

/** Each sandbox once: a journal knows more about it than the service does. */
function merge(
  runs: readonly FoundRun[],
  listed: readonly ListedSandbox[],
): readonly HeldSandbox[] {
  const rest = new Set(listed)
  const journalled = runs.flatMap((run) =>
    run.held.map((held) => {
      const found = listed.find((each) => isTheSame(held, each))
      if (found === undefined) return fromJournal(run, held)
      rest.delete(found)
      const { sandboxId } = found
      return {
        ...fromJournal(run, { ...held, sandboxId }),
        knownBy: ['journal', 'service'] as const,
      }
    }),
  )
  return [...journalled, ...[...rest].map(fromService)]
}

/** The same id is not enough where its tags say that another acquire has it now. */
function isTheSame({ sandboxId, acquireId }: Held, listed: ListedSandbox): boolean {
  const tagged = acquireIdOf(listed.tags)
  return tagged === undefined ? listed.sandboxId === sandboxId : tagged === acquireId
}

function fromService({ server, sandboxId, tags, updatedAt }: ListedSandbox): HeldSandbox {
  const runId = runOf(tags)
  const life = runId === undefined ? undefined : 'elsewhere'
  return { server, sandboxId, runId, life, pid: undefined, since: updatedAt, knownBy: ['service'] }
}
