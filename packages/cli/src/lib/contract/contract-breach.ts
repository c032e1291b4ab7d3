/** A service did what the contract does not allow. The message is ours and quotes nothing of it. */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach'
}

/** @throws ContractBreach with this message where it does not hold */
export function hold(holds: boolean, otherwise: string): void {
  if (!holds) throw new ContractBreach(otherwise)
}
