import type {
  Fixtures,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from '@playwright/test'
import type { Link } from '@sandpit/lease/link'
import { CallLog } from './call-log.ts'
import { useWorkerLink } from './worker-link.ts'

/** What all sandboxes of a test have in common. */
export interface LinkFixtures {
  /** The calls that the test made to its sandboxes so far. */
  sandpitCalls: CallLog
}

export interface LinkWorkerFixtures {
  /** The worker's way to the run that hands out sandboxes. */
  sandpitLink: Link
}

export type PlaywrightArgs = PlaywrightTestArgs & PlaywrightTestOptions
export type PlaywrightWorker = PlaywrightWorkerArgs & PlaywrightWorkerOptions

/**
 * What a test needs that asks for sandboxes. Not a `test` of its own: for every `extend` Playwright
 * reads the source map of the file that it is in, which costs each worker some milliseconds.
 */
export const linkFixtures: Fixtures<
  LinkFixtures,
  LinkWorkerFixtures,
  PlaywrightArgs,
  PlaywrightWorker
> = {
  sandpitLink: [useWorkerLink, { scope: 'worker', timeout: 0, box: true }],
  sandpitCalls: [async ({}, use) => use(new CallLog()), { box: true }],
}
