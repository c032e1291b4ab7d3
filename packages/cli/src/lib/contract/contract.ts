import { SandpitError } from '@sandpit/client/errors'
import type { Clause } from './clause.ts'
import { ContractBreach } from './contract-breach.ts'
import {
  apartClause,
  defaultDataClause,
  malformedClause,
  resetClause,
  seedClause,
} from './data-clauses.ts'
import type { Exchange } from './exchange.ts'
import { unknownSandboxClause, unknownServerClause, wrongKeyClause } from './refusal-clauses.ts'
import {
  acquireClause,
  anotherClause,
  getClause,
  listClause,
  releaseAgainClause,
  releaseClause,
} from './sandbox-clauses.ts'
import { toolsClause } from './tool-clauses.ts'
import type { Trial } from './trial.ts'

/**
 * What a sandbox service does, tried on its Close sandboxes. The clauses are tried in this order, in
 * which each finds what it needs. Source: API reference 1 to 5, Close page; what no page says, such
 * as how a wrong key is refused, is inferred.
 *
 * @example
 * ```ts
 * import { contract, Trial, tryClause } from '@sandpit/cli/contract'
 * import { startEmulator } from '@sandpit/emulator'
 *
 * await using emulator = await startEmulator()
 * const trial = new Trial({ apiKey: emulator.apiKey, baseUrl: emulator.url })
 * for (const clause of contract) {
 *   const { outcome } = await tryClause(clause, trial)
 *   console.log(`${clause.promise}: ${outcome.kind}`)
 * }
 * console.log(await trial.end()) // { left: 0, failures: [] }
 * ```
 */
export const contract: readonly Clause[] = [
  acquireClause,
  getClause,
  listClause,
  anotherClause,
  malformedClause,
  defaultDataClause,
  resetClause,
  seedClause,
  apartClause,
  toolsClause,
  wrongKeyClause,
  unknownSandboxClause,
  unknownServerClause,
  releaseClause,
  releaseAgainClause,
]

/** What became of one clause on one service, and everything that was said. */
export interface TriedClause {
  readonly clause: Clause
  readonly outcome: Outcome
  readonly exchanges: readonly Exchange[]
  /** How late the service showed something it gave; 0 for at once. */
  readonly lagMs: number
}

/** A clause is kept, or broken, or could not be tried since a call failed. */
export type Outcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly how: string }
  | { readonly kind: 'failed'; readonly error: SandpitError }

/**
 * Tries one clause, and tells what became of it. Throws only what neither side foresaw.
 *
 * @example
 * ```ts
 * import { contract, type Trial, tryClause } from '@sandpit/cli/contract'
 *
 * export async function broken(trial: Trial): Promise<readonly string[]> {
 *   const tried = []
 *   for (const clause of contract) tried.push(await tryClause(clause, trial))
 *   return tried.flatMap(({ clause, outcome }) => (outcome.kind === 'kept' ? [] : clause.promise))
 * }
 * ```
 */
export async function tryClause(clause: Clause, trial: Trial): Promise<TriedClause> {
  trial.lagMs = 0
  const before = trial.exchanges.length
  const outcome = await outcomeOf(clause, trial)
  return { clause, outcome, exchanges: trial.exchanges.slice(before), lagMs: trial.lagMs }
}

async function outcomeOf(clause: Clause, trial: Trial): Promise<Outcome> {
  try {
    await clause.keep(trial)
    return { kind: 'kept' }
  } catch (error) {
    if (error instanceof ContractBreach) return { kind: 'broken', how: error.message }
    if (error instanceof SandpitError) return { kind: 'failed', error }
    throw error
  }
}
