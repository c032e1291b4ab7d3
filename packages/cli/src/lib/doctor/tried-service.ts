import { SandpitError } from '@sandpit/client/errors'
import { contract, tryClause, type TriedClause } from '../contract/contract.ts'
import { refusalOf } from '../contract/refusal-of.ts'
import type { Trial, TrialEnd } from '../contract/trial.ts'

/** A service on which the contract was tried, with one sandbox that was given back. */
export interface TriedService {
  readonly clauses: readonly TriedClause[]
  readonly secrets: readonly string[]
  readonly sandboxId: string | undefined
  readonly durationMs: number
  readonly end: TrialEnd
  /** Why it ended before its last clause: no sandbox could be had, or it was interrupted. */
  readonly stopped: SandpitError | undefined
}

/** Tries every clause that is fit for a service that others use too. */
export async function tryService(trial: Trial): Promise<TriedService> {
  const startedAt = performance.now()
  const clauses: TriedClause[] = []
  const failure = await refusalOf(tryClauses(trial, clauses))
  const isInterrupted = trial.call.signal?.aborted === true
  const stopped = isInterrupted ? new SandpitError('aborted', 'interrupted') : failure
  const end = await trial.end()
  const durationMs = performance.now() - startedAt
  return { clauses, secrets: trial.secrets, sandboxId: trial.firstId, durationMs, end, stopped }
}

async function tryClauses(trial: Trial, clauses: TriedClause[]): Promise<void> {
  for (const clause of contract.filter(({ unshared }) => unshared !== true)) {
    const tried = await tryClause(clause, trial)
    if (trial.call.signal?.aborted === true) return
    if (clause.name === 'acquire' && tried.outcome.kind === 'failed') throw tried.outcome.error
    clauses.push(tried)
  }
}
