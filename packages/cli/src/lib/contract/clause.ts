import type { Trial } from './trial.ts'

/** One thing that a service which keeps the contract does. */
export interface Clause {
  readonly name: string
  /** What it does: a sentence that begins with the service. */
  readonly promise: string
  /**
   * True where it is fit only for a service that nobody else uses just now: it takes a second sandbox,
   * or releases one that somebody else may have by then.
   */
  readonly unshared?: true
  /** Tries it; earlier clauses were tried before. @throws ContractBreach, SandpitError */
  keep(trial: Trial): Promise<void>
}
