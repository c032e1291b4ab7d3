/**
 * A service did what the contract does not allow. The message is ours and quotes nothing of it.
 *
 * @example
 * ```ts
 * import { type Clause, ContractBreach, type Trial } from '@sandpit/cli/contract'
 *
 * export async function isBroken(clause: Clause, trial: Trial): Promise<boolean> {
 *   return clause.keep(trial).then(
 *     () => false,
 *     (error: unknown) => error instanceof ContractBreach,
 *   )
 * }
 * ```
 */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach'
}

/** @throws ContractBreach with this message where it does not hold */
export function hold(holds: boolean, otherwise: string): void {
  if (!holds) throw new ContractBreach(otherwise)
}
