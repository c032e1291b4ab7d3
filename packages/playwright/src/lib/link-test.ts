import {
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  test as base,
  type TestType,
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

/** Playwright's `test` for a worker that can ask for sandboxes. */
export const linkTest: TestType<
  PlaywrightArgs & LinkFixtures,
  PlaywrightWorker & LinkWorkerFixtures
> = base.extend<LinkFixtures, LinkWorkerFixtures>({
  sandpitLink: [useWorkerLink, { scope: 'worker', timeout: 0, box: true }],
  sandpitCalls: [async ({}, use) => use(new CallLog()), { box: true }],
})
