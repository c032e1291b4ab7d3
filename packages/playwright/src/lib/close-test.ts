import {
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  test as base,
  type TestInfo,
  type TestType,
} from '@playwright/test'
import { type CloseSeed, toCloseData } from '@sandpit/close'
import { CloseSandbox } from '@sandpit/close/sandbox'
import { type LeaseEnd, leaseLink, type Link } from '@sandpit/lease/link'
import { useWorkerLink } from './worker-link.ts'

/** What a config, a file or a describe block can set. */
export interface CloseOptions {
  /** What the sandbox holds when a test starts; set it with `test.use({ seed })`. */
  seed: CloseSeed
}

export interface CloseFixtures {
  /** A Close sandbox that only this test has. */
  close: CloseSandbox
}

interface CloseWorkerFixtures {
  /** The worker's way to the run that hands out sandboxes. */
  sandpitLink: Link
}

/**
 * Playwright's `test` with a Close sandbox for each test that asks for `close`.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { expect, test } from '@sandpit/playwright/close'
 *
 * test.use({ seed: closeData().lead('CloudScale') })
 *
 * test('shows the lead', async ({ close, page }) => {
 *   await page.goto(`/?sandbox=${close.sandboxId}`)
 *   await expect(page.getByText('CloudScale')).toBeVisible()
 * })
 * ```
 */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & CloseOptions & CloseFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & CloseWorkerFixtures
> = base.extend<CloseOptions & CloseFixtures, CloseWorkerFixtures>({
  sandpitLink: [useWorkerLink, { scope: 'worker', timeout: 0, box: true }],
  seed: [{}, { option: true }],
  // No clock of Playwright's runs while a sandbox is got ready: the pool and each call have their
  // own, whose errors say more. A fixture that never times out is also always torn down.
  close: [
    async ({ sandpitLink, seed }, use, testInfo) => {
      const data = toCloseData(seed)
      const lease = await sandpitLink.begin({ server: 'close', seed: data })
      await use(new CloseSandbox(leaseLink(sandpitLink, lease), data))
      sandpitLink.end(lease.leaseId, leaseEnd(testInfo))
    },
    { timeout: 0, title: 'Close sandbox' },
  ],
})

/** What a test that was cut off has started may still be running, with the sandbox's address. */
function leaseEnd({ status }: TestInfo): LeaseEnd {
  return status === 'timedOut' || status === 'interrupted' ? 'retired' : 'returned'
}
