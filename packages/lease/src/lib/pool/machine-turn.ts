/** Ends a turn. */
export type EndTurn = () => void

/** Lets one of a machine's runs at a time ask an empty pool. */
export interface MachineTurns {
  /** Resolves when it is this run's turn to ask for a server's sandboxes; rejects when the signal fires first. */
  take(server: string, signal: AbortSignal): Promise<EndTurn>
}

/** For a pool that only this process takes from. */
export const alwaysOurTurn: MachineTurns = { take: async () => () => {} }
