/** What a test wants in its sandbox. Equal seeds have equal JSON. */
export interface WantedSeed {
  readonly value: unknown
  readonly json: string
}

/**
 * What is known of a run's tests before they ask, such as from the run before. Only a guess: where it
 * is wrong, a spare was taken or filled for nothing, and no test sees that.
 */
export interface Forecast {
  /** Resolves when it knows what it can; the first test waits for it. Never rejects. */
  ready(): Promise<void>
  /** How many spares tests of a server will want; taken beside the first sandbox of it. */
  spares(server: string): number
  /** Whether it can tell which seeds the next tests of a server want. */
  knowsSeeds(server: string): boolean
  /**
   * What a test will want next that no spare is filled with: its seed as it sends it, `'unknown'` for
   * one that this run has not seen, so that an empty spare is best; undefined where nobody knows.
   *
   * @param filled what the run's free spares are filled with, or about to be
   */
  nextSeed(server: string, filled: readonly WantedSeed[]): WantedSeed | 'unknown' | undefined
  /** A worker's test wants a sandbox with this seed. */
  wanted(server: string, seed: WantedSeed | undefined, worker: object): void
  /** A worker wants no more. */
  left(worker: object): void
}
