import type { Holder, LeaseAddress } from './holder.ts'

/** What is known of the lease of one test. */
export interface Lease {
  /** Names the lease in every later call. */
  readonly id: string
  readonly readOnly: boolean
  /** The way of the test's agents to the sandbox; none where they are given the sandbox's own. */
  readonly address: LeaseAddress | undefined
  /** When the test had it. */
  readonly startMs: number
  /** The test is proven to have changed nothing. */
  unchanged: boolean
}

/**
 * Who has a slot.
 *
 * - `arriving`: its sandbox is being acquired.
 * - `free`: nobody. `kept`: a worker, between its tests.
 * - `granted`: a worker, whose test does not have it yet. `leased`: a test.
 * - `ending`: a test that is over, a call of which, or of its agents, is still under way.
 * - `tended`: the run, which makes it ready for whoever comes next.
 * - `leaving`: it goes back to the service. `gone`: it went.
 */
export type Tenure =
  | { readonly is: 'arriving' | 'free' | 'tended' | 'leaving' | 'gone' }
  | { readonly is: 'kept' | 'granted' | 'ending'; readonly holder: Holder }
  | { readonly is: 'leased'; readonly holder: Holder; readonly lease: Lease }

/** Who may have a slot after whom. */
const next: Readonly<Record<Tenure['is'], readonly Tenure['is'][]>> = {
  arriving: ['free', 'gone'],
  free: ['granted', 'tended', 'leaving'],
  kept: ['granted', 'free', 'leaving'],
  granted: ['leased', 'kept', 'free', 'leaving'],
  leased: ['ending', 'leaving'],
  ending: ['kept', 'free', 'leaving'],
  tended: ['free', 'leaving'],
  leaving: ['gone'],
  gone: [],
}

/** Whether a slot may go from one to the other. */
export function mayPass(from: Tenure, to: Tenure): boolean {
  return next[from.is].includes(to.is)
}
