/** What a run did with its sandboxes, in counts and milliseconds. */
export interface RunSummary {
  readonly acquires: number
  readonly leases: number
  readonly resets: number
  readonly seeds: number
  /** Read-only tests that left their sandbox to the next without a reset. */
  readonly unchanged: number
  readonly releases: number
  /** Sandboxes that the service gave to somebody else while the run had them. */
  readonly takenOver: number
  /** Sandboxes that were not as the service said after a reset or a seed, and were replaced. */
  readonly unclean: number
  /** Time that tests spent waiting until their sandbox was ready, added up over all workers. */
  readonly waitedMs: number
  /** The part of it that was spent waiting for a sandbox to be acquired or to come free. */
  readonly waitedForSandboxMs: number
  /** The part of that in which other tests had all that the run might take. */
  readonly waitedForOthersMs: number
}

export type RunCounts = { -readonly [Key in keyof RunSummary]: RunSummary[Key] }

export function noCounts(): RunCounts {
  return {
    acquires: 0,
    leases: 0,
    resets: 0,
    seeds: 0,
    unchanged: 0,
    releases: 0,
    takenOver: 0,
    unclean: 0,
    waitedMs: 0,
    waitedForSandboxMs: 0,
    waitedForOthersMs: 0,
  }
}
