/** What a run did with its sandboxes, in counts and milliseconds. */
export interface RunSummary {
  readonly acquires: number
  readonly leases: number
  readonly resets: number
  readonly seeds: number
  /** Read-only tests that left their sandbox to the next without a reset. */
  readonly unchanged: number
  readonly releases: number
  /** Sandboxes that were not as the service said after a reset or a seed, and were replaced. */
  readonly unclean: number
  /** Time that tests spent waiting until their sandbox was ready, added up over all workers. */
  readonly waitedMs: number
  /** The part of it that was spent waiting for a sandbox to be acquired or to come free. */
  readonly waitedForSandboxMs: number
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
    unclean: 0,
    waitedMs: 0,
    waitedForSandboxMs: 0,
  }
}

/** The run in one line, for the end of its output. */
export function formatSummary(summary: RunSummary): string {
  const counts = [
    count(summary.acquires, 'sandbox', 'sandboxes'),
    count(summary.leases, 'lease', 'leases'),
    count(summary.resets, 'reset', 'resets'),
    count(summary.seeds, 'seed', 'seeds'),
    ...(summary.unchanged > 0 ? [`${summary.unchanged} left unchanged`] : []),
    ...(summary.unclean > 0 ? [`${summary.unclean} not clean, replaced`] : []),
  ]
  const waited = `waited ${duration(summary.waitedMs)}, ${duration(summary.waitedForSandboxMs)} of it for a free sandbox`
  return `${counts.join(', ')}; ${waited}`
}

export function count(value: number, one: string, many: string): string {
  return `${value} ${value === 1 ? one : many}`
}

/** Milliseconds as a person reads them. */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
