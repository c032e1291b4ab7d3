import { expect as base, type Expect, type ExpectMatcherState } from '@playwright/test'
import type { MatcherResult } from '@sandpit/close/compare'
import {
  type AnyCallMatchers,
  type CloseMatchers,
  type Waiting,
  watchedMatchers,
} from '@sandpit/close/matchers'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'
import type { SystemData, SystemMatchers, SystemServer } from '@sandpit/systems'

/** The matchers for a sandbox as Playwright's `expect` wants to have them described. */
export type PlaywrightCloseMatchers = {
  readonly [Name in keyof CloseMatchers]: (
    this: ExpectMatcherState,
    close: CloseSandbox,
    ...args: Parameters<CloseMatchers[Name]>
  ) => Promise<MatcherResult>
}

/** What `expect` of a sandbox of a system can be asked. */
export type MatchersOf<Server extends SystemServer> = SystemMatchers<Server, Waiting> &
  AnyCallMatchers

/** What `expect` answers when it is given a sandbox of another system. */
export interface ExpectSystem {
  <Server extends SystemServer>(
    actual: Sandbox<SystemData<Server>, Server>,
    message?: string,
  ): MatchersOf<Server> & { readonly not: MatchersOf<Server> }
}

/** Playwright's `expect`, which looks into a sandbox when it is given one. */
export type SandboxExpect = ExpectSystem & {
  readonly soft: ExpectSystem
} & Expect<PlaywrightCloseMatchers>

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
export const expect: SandboxExpect = base.extend<PlaywrightCloseMatchers>(
  watchedMatchers,
) as SandboxExpect
