import { SandpitError } from '@sandpit/client/errors'
import { openAccount } from './account.ts'
import { type FoundRun, findRuns } from './found-runs.ts'
import type { Credentials } from '../record/run-journal.ts'
import { runsFolder } from '../record/run-directory.ts'
import { judgeRun, nothingOf, type SweepableRun, withTagged } from './sweepable-run.ts'

/** What a sweep may look at. */
export interface SweepOptions {
  /** The service and its key. Without them, only journals that hold nothing any more are tidied. */
  readonly credentials?: Credentials | undefined
  /** Sweeps this run alone, by its tags too, wherever its journal is. */
  readonly runId?: string | undefined
  /** The folder of the runs; default: this user's on this machine. */
  readonly folder?: string | undefined
}

/** What a sweep will do. Nothing has been changed yet. */
export interface SweepPlan {
  readonly runs: readonly SweepableRun[]
  /** Runs that live; what they hold stays theirs. */
  readonly alive: readonly FoundRun[]
  /** Folders of dead runs that never took a sandbox. */
  readonly empty: readonly string[]
  /** Sockets of dead runs that were asking an empty pool. */
  readonly turns: readonly string[]
  /** What cannot be swept, and why. */
  readonly problems: readonly SandpitError[]
}

/**
 * Looks for what dead runs still hold, and decides what provably is theirs to give back: what their
 * journals name and nobody can have taken since, or what carries their tag.
 *
 * @throws SandpitError `configuration` when the one run that was asked for lives, or there is no
 *   key to look for it; whatever the service's list throws.
 *
 * @example
 * ```ts
 * import { planSweep } from '@sandpit/lease/sweep'
 *
 * const { runs, problems } = await planSweep({})
 * ```
 */
export async function planSweep(options: SweepOptions): Promise<SweepPlan> {
  const { runs, empty, turns, problems } = await findRuns(options.folder ?? runsFolder())
  if (options.runId !== undefined) return planRun(options.runId, runs, options.credentials)
  const over = runs.filter(({ life }) => life !== 'alive')
  const refused = over.map((run) => ({ run, refusal: refusalFor(run, options.credentials) }))
  const sweepable = refused.filter(({ refusal }) => refusal === undefined).map(({ run }) => run)
  const held = sweepable.flatMap((run) => run.held)
  const account = held.length > 0 ? await openAccount(options.credentials, held) : undefined
  return {
    runs: sweepable.map((run) => withTagged(judgeRun(run, account), account)),
    alive: runs.filter(({ life }) => life === 'alive'),
    empty,
    turns,
    problems: [...problems, ...refused.flatMap(({ refusal }) => refusal ?? [])],
  }
}

async function planRun(
  runId: string,
  runs: readonly FoundRun[],
  credentials: Credentials | undefined,
): Promise<SweepPlan> {
  const found = runs.find(({ entry }) => entry.runId === runId)
  if (found?.life === 'alive') throw stillLives(found)
  if (found !== undefined && !isOf(found, credentials?.baseUrl)) throw otherService(found)
  const account = await openAccount(credentials, found?.held ?? [])
  const byJournal = found ? judgeRun(found, account) : nothingOf(runId)
  const run = withTagged(byJournal, account)
  return { runs: [run], alive: [], empty: [], turns: [], problems: [] }
}

/** Why a run that is over cannot be swept from here, if it cannot. */
function refusalFor(run: FoundRun, credentials?: Credentials): SandpitError | undefined {
  if (run.life === 'elsewhere') return ofAnotherMachine(run)
  if (run.held.length === 0) return undefined
  if (!isOf(run, credentials?.baseUrl)) return otherService(run)
  return credentials === undefined ? noKey(run) : undefined
}

function isOf({ entry }: FoundRun, baseUrl: string | undefined): boolean {
  return baseUrl === undefined || URL.parse(entry.baseUrl)?.href === URL.parse(baseUrl)?.href
}

function stillLives({ entry }: FoundRun): SandpitError {
  const { runId, pid } = entry
  return refuse(
    `Run ${runId} is alive (process ${pid}), so its sandboxes were left alone. End it first: it then gives them back.`,
  )
}

function ofAnotherMachine({ entry, directory }: FoundRun): SandpitError {
  const { runId, host } = entry
  return refuse(
    `Run ${runId} was started on ${host}, so whether it lives cannot be seen from here. When it is over, \`sandpit sweep --run ${runId}\` gives back what it left (its journal is ${directory.journal}).`,
  )
}

function otherService(run: FoundRun): SandpitError {
  return refuse(
    `${describe(run)} of ${run.entry.baseUrl}. Set KLAVIS_BASE_URL to that address and KLAVIS_API_KEY to its key, then sweep again.`,
  )
}

function noKey(run: FoundRun): SandpitError {
  return refuse(
    `${describe(run)} of ${run.entry.baseUrl}. Set KLAVIS_API_KEY to the key it had, then sweep again.`,
  )
}

function describe({ entry, held }: FoundRun): string {
  const { length } = held
  return `Run ${entry.runId} is over and left ${length} ${length === 1 ? 'sandbox' : 'sandboxes'}`
}

function refuse(message: string): SandpitError {
  return new SandpitError('configuration', message)
}
