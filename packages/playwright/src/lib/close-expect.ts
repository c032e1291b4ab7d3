import { expect as base, type Expect, type ExpectMatcherState } from '@playwright/test'
import type { CloseSeed } from '@sandpit/close'
import type * as compare from '@sandpit/close/compare'
import type {
  DumpState,
  Expected,
  ExpectedCloseData,
  ExpectedContact,
  ExpectedOpportunity,
  ExpectedTask,
  LeadLike,
  MatcherOptions,
  MatcherResult,
  PollOptions,
} from '@sandpit/close/compare'
import type { CloseSandbox } from '@sandpit/close/sandbox'

/** What `expect(close)` can be asked. */
const closeMatchers = {
  /** Waits until the sandbox holds such a lead; there may be others. */
  async toHaveLead(
    this: ExpectMatcherState,
    close: CloseSandbox,
    lead: LeadLike,
    options?: PollOptions,
  ): Promise<MatcherResult> {
    const { toHaveLead } = await comparison()
    return toHaveLead(stateOf(close), lead, asPlaywrightWaits(this, options))
  },

  /** Waits until a lead has such a contact, given by name or by what it is; it may have others. */
  async toHaveContact(
    this: ExpectMatcherState,
    close: CloseSandbox,
    lead: LeadLike,
    contact: Expected<string> | ExpectedContact,
    options?: PollOptions,
  ): Promise<MatcherResult> {
    const { toHaveContact } = await comparison()
    return toHaveContact(stateOf(close), lead, contact, asPlaywrightWaits(this, options))
  },

  /** Waits until a lead has such an opportunity, given by note or by what it is; it may have others. */
  async toHaveOpportunity(
    this: ExpectMatcherState,
    close: CloseSandbox,
    lead: LeadLike,
    opportunity: Expected<string> | ExpectedOpportunity,
    options?: PollOptions,
  ): Promise<MatcherResult> {
    const { toHaveOpportunity } = await comparison()
    return toHaveOpportunity(stateOf(close), lead, opportunity, asPlaywrightWaits(this, options))
  },

  /** Waits until a lead has such a task, given by description or by what it is; it may have others. */
  async toHaveTask(
    this: ExpectMatcherState,
    close: CloseSandbox,
    lead: LeadLike,
    task: Expected<string> | ExpectedTask,
    options?: PollOptions,
  ): Promise<MatcherResult> {
    const { toHaveTask } = await comparison()
    return toHaveTask(stateOf(close), lead, task, asPlaywrightWaits(this, options))
  },

  /** Waits until the sandbox holds everything the expectation mentions; there may be more. */
  async toMatchCloseData(
    this: ExpectMatcherState,
    close: CloseSandbox,
    expected: ExpectedCloseData | CloseSeed,
    options?: PollOptions,
  ): Promise<MatcherResult> {
    const { toMatchCloseData } = await comparison()
    return toMatchCloseData(stateOf(close), expected, asPlaywrightWaits(this, options))
  },

  /** Waits until the sandbox holds exactly what it held when `baseline` was dumped. */
  async toBeUnchanged(
    this: ExpectMatcherState,
    close: CloseSandbox,
    baseline: CloseSeed,
    options?: PollOptions,
  ): Promise<MatcherResult> {
    const { toBeUnchanged } = await comparison()
    return toBeUnchanged(stateOf(close), baseline, asPlaywrightWaits(this, options))
  },
}

/**
 * Playwright's `expect`, which can also be asked about a Close sandbox. Each of its matchers waits
 * until it is so, or with `not` until it is no longer, for as long as `expect` waits for a page.
 *
 * @example
 * ```ts
 * await expect(close).toHaveTask('CloudScale', { description: /follow up/i, completed: false })
 * ```
 */
export const expect: Expect<typeof closeMatchers> = base.extend(closeMatchers)

/** Loaded by the first assertion, so that no worker waits for it that has none. */
function comparison(): Promise<typeof compare> {
  return import('@sandpit/close/compare')
}

function stateOf(close: CloseSandbox): DumpState {
  return () => close.dump()
}

function asPlaywrightWaits(
  { timeout, isNot, utils }: ExpectMatcherState,
  options: PollOptions = {},
): MatcherOptions {
  const color = utils.printExpected('').includes('\u001b')
  return { timeoutMs: timeout, not: isNot, color, ...options }
}
