import type {
  Fixtures,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from '@playwright/test'
import type { Link } from '@sandpit/lease/link'
import { CallLogs } from './evidence/call-log.ts'
import type { SandboxOptions } from './project-kind.ts'
import { SharedLeases } from './shared-leases.ts'
import { useWorkerLink } from './worker-link.ts'

/** What all sandboxes of a worker have in common. */
export interface LinkWorkerFixtures {
  /** The worker's way to the run that hands out sandboxes. */
  sandpitLink: Link
  /**
   * The calls that each test made to its sandboxes. No fixture of each test, since Playwright takes
   * down where each of those is set up and torn down, which takes longer than the rest of ours.
   */
  sandpitCalls: CallLogs
  /** The sandboxes that tests of a file share in this worker. */
  sandpitShared: SharedLeases
}

export type PlaywrightArgs = PlaywrightTestArgs & PlaywrightTestOptions
export type PlaywrightWorker = PlaywrightWorkerArgs & PlaywrightWorkerOptions

/**
 * What a test needs that asks for sandboxes. Not a `test` of its own: for every `extend` Playwright
 * reads the source map of the file that it is in, which costs each worker some milliseconds.
 */
export const linkFixtures: Fixtures<
  object,
  LinkWorkerFixtures & SandboxOptions,
  PlaywrightArgs,
  PlaywrightWorker
> = {
  sandboxes: [{}, { scope: 'worker', option: true, box: true }],
  sandpitLink: [useWorkerLink, { scope: 'worker', timeout: 0, box: true }],
  sandpitCalls: [async ({}, use) => use(new CallLogs()), { scope: 'worker', box: true }],
  sandpitShared: [
    async ({ sandpitLink }, use) => {
      const shared = new SharedLeases(sandpitLink)
      await use(shared)
      shared.endOthers(undefined)
    },
    { scope: 'worker', box: true },
  ],
}
