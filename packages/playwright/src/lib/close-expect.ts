import { expect as base, type Expect, type ExpectMatcherState } from '@playwright/test'
import type { MatcherResult } from '@sandpit/close/compare'
import { type CloseMatchers, watchedMatchers } from '@sandpit/close/matchers'
import type { CloseSandbox } from '@sandpit/close/sandbox'

/** The matchers for a sandbox as Playwright's `expect` wants to have them described. */
export type PlaywrightCloseMatchers = {
  readonly [Name in keyof CloseMatchers]: (
    this: ExpectMatcherState,
    close: CloseSandbox,
    ...args: Parameters<CloseMatchers[Name]>
  ) => Promise<MatcherResult>
}

/**
 * Playwright's `expect` with the matchers for the fixture `close`. Each looks again until what it
 * waits for has come about, for as long as `expect` waits for a page.
 *
 * @example
 * ```ts
 * import { expect, test } from '@sandpit/playwright/close'
 *
 * test('starts empty', async ({ close }) => {
 *   await expect(close).not.toHaveLead('Acme')
 * })
 * ```
 */
export const expect: Expect<PlaywrightCloseMatchers> =
  base.extend<PlaywrightCloseMatchers>(watchedMatchers)
