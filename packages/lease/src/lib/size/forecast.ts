/**
 * What is known of a run's tests before they ask, such as from the run before. Only a guess: where it
 * is wrong, a spare was taken or filled for nothing, and no test sees that.
 */
export interface Forecast {
  /** How many spares tests of a server will want; taken beside the first sandbox of it. */
  spares(server: string): number
  /**
   * The seed that a test will want next, as it sends it, and which no spare is filled with; undefined
   * where nobody knows.
   *
   * @param ready what the run's free spares are filled with, or about to be
   */
  nextSeed(server: string, ready: readonly unknown[]): unknown
}
