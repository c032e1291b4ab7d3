import { rmSync } from 'node:fs'
import { createClient, type SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { appendToJournal, type Held, type JournalEntry } from '../record/journal.ts'
import type { Credentials } from '../record/run-journal.ts'
import { recoverAll } from '../service/give-back.ts'
import type { SweepPlan } from './sweep-plan.ts'
import type { SweepableRun } from './sweepable-run.ts'
import { systemCode } from '../record/system-code.ts'

/** What a sweep did. */
export interface SweepReport {
  /** Runs of which something was given back. */
  readonly swept: readonly { readonly runId: string; readonly released: readonly Held[] }[]
  /** What is still occupied, or not known, and why. */
  readonly failures: readonly SandpitError[]
}

/**
 * Does what a plan says: gives sandboxes back, writes that down, and removes the folder of each run
 * that holds nothing more. One sandbox that cannot be given back stops none of the others.
 *
 * @example
 * ```ts
 * import { hostedCredentials, planSweep, sweep } from '@sandpit/lease/sweep'
 *
 * const credentials = hostedCredentials(process.env)
 * const plan = await planSweep({ credentials })
 * await sweep(plan, credentials)
 * ```
 */
export async function sweep(plan: SweepPlan, credentials?: Credentials): Promise<SweepReport> {
  for (const path of [...plan.empty, ...plan.turns]) rmSync(path, { recursive: true, force: true })
  const isCallNeeded = plan.runs.some(
    ({ giveBack, unlisted }) => giveBack.length + unlisted.length > 0,
  )
  await using client = isCallNeeded ? createClient(credentials ?? { apiKey: undefined }) : undefined
  const swept = await Promise.all(plan.runs.map((run) => settleRun(run, client)))
  return {
    swept: swept.filter(({ released }) => released.length > 0),
    failures: [...plan.problems, ...swept.flatMap(({ failures }) => failures)],
  }
}

/** What became of one run. */
interface Swept {
  readonly runId: string
  readonly released: readonly Held[]
  readonly failures: readonly SandpitError[]
}

/** Gives back what is the run's, writes that down, and removes its folder when nothing is left. */
export async function settleRun(
  run: SweepableRun,
  client: SandboxClient | undefined,
): Promise<Swept> {
  const { runId, found, giveBack, unlisted, returned, unproven } = run
  const mayBeHeld = [...giveBack, ...unlisted]
  const released = new Set<string>()
  const settle = (acquireId: string): void => {
    if (found) appendIfPossible(found.directory.journal, { event: 'released', acquireId })
  }
  for (const { acquireId } of returned) settle(acquireId)
  const notReleased = client
    ? await recoverAll(client, mayBeHeld, ({ acquireId }, fate) => {
        if (fate === 'given back') released.add(acquireId)
        settle(acquireId)
      })
    : []
  const failures = [...notReleased, ...unproven.map((held) => notProven(run, held))]
  if (failures.length === 0 && found) {
    rmSync(found.directory.path, { recursive: true, force: true })
  }
  return { runId, released: mayBeHeld.filter(({ acquireId }) => released.has(acquireId)), failures }
}

/** On a full disk the journal goes on to name what was given back; the next sweep finds that out. */
function appendIfPossible(journal: string, entry: JournalEntry): void {
  try {
    appendToJournal(journal, entry)
  } catch (cause) {
    systemCode(cause)
  }
}

function notProven({ runId, found }: SweepableRun, { server, sandboxId }: Held): SandpitError {
  const what =
    sandboxId === undefined ? `A '${server}' sandbox` : `'${server}' sandbox ${sandboxId}`
  return new SandpitError(
    'release_failed',
    `${what} of run ${runId} was left alone: it may be somebody else's by now, or of another key than KLAVIS_API_KEY. Sweep with the key the run had; if it is still yours, release it by hand, and then remove ${found?.directory.path}.`,
    { server, operation: 'release', ...(sandboxId !== undefined && { sandboxId }) },
  )
}
