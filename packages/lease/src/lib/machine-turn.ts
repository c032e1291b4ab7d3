/** Ends a turn. */
export type EndTurn = () => void

/** Lets one of a machine's runs after the other ask an empty pool. */
export interface MachineTurns {
  /** Resolves when it is this run's turn; rejects when the signal fires first. */
  take(signal: AbortSignal): Promise<EndTurn>
}

/** For a pool that only this process takes from. */
export const alwaysOurTurn: MachineTurns = { take: async () => () => {} }
