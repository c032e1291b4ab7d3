import type { CloseSeed } from '../data/close-data-builder.ts'
import type {
  Expected,
  ExpectedCloseData,
  ExpectedContact,
  ExpectedOpportunity,
  ExpectedTask,
} from '../compare/expected-close-data.ts'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import type { CloseTools } from '../tools/close-tools.ts'
import type { Times } from './call-matchers.ts'
import type { Waiting } from './checked-waiting.ts'
import type { ExpectedArguments, ExpectedCall } from '../expected/expected-call.ts'
import type { LeadLike } from '../expected/sought-part.ts'

/**
 * What `expect(close)` can be asked, in every runner. All of them look again until what they wait
 * for has come about, since what an agent writes arrives late: for two seconds unless told
 * otherwise, or in Playwright for as long as its `expect` does. With `not`, they wait for it to go away.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { expect, test } from '@sandpit/vitest/close'
 *
 * test('the follow-up is booked', async ({ close }) => {
 *   await close.add(closeData().lead('Acme', (lead) => lead.task('Follow up on the offer')))
 *   await expect(close).toHaveTask('Acme', { description: /follow up/i })
 *   await expect(close).not.toHaveContact('Acme', 'Sarah Mitchell')
 * })
 * ```
 */
export interface CloseMatchers<
  Result = Promise<void>,
  LeadName extends string = string,
> extends CallMatchers<Result> {
  /** The sandbox has such a lead; it may have others. */
  toHaveLead(lead: LeadLike, waiting?: Waiting): Result
  /** A lead has such a contact, given by name or by what it is. A lead's name is one of the seed's. */
  toHaveContact(
    lead: LeadLike<LeadName>,
    contact: Expected<string> | ExpectedContact,
    waiting?: Waiting,
  ): Result
  /** A lead has such an opportunity, given by note or by what it is. */
  toHaveOpportunity(
    lead: LeadLike<LeadName>,
    opportunity: Expected<string> | ExpectedOpportunity,
    waiting?: Waiting,
  ): Result
  /** A lead has such a task, given by description or by what it is. */
  toHaveTask(
    lead: LeadLike<LeadName>,
    task: Expected<string> | ExpectedTask,
    waiting?: Waiting,
  ): Result
  /** The sandbox has everything that the expectation mentions; there may be more. */
  toMatchCloseData(expected: ExpectedCloseData | CloseSeed, waiting?: Waiting): Result
  /** The sandbox holds its seed and nothing else. */
  toBeUnchanged(waiting?: Waiting): Result
}

/**
 * What `expect` of a sandbox can be asked: where the compiler knows the names of the seed's leads,
 * one that is given by its name alone is one of them. One that the code under test made is given as
 * `{ name: 'Initech' }`.
 */
export type MatchersFor<Sandbox, Result = Promise<void>> = CloseMatchers<
  Result,
  Sandbox extends CloseSandbox<infer LeadName> ? LeadName : string
>

/** What a runner tells a matcher about the assertion it is used in. */
export interface MatcherState {
  readonly isNot?: boolean
  /** How long the runner's own matchers wait, in milliseconds, where it has such a setting. */
  readonly timeout?: number
}

/** What `expect` of a sandbox can be asked of the calls of its tools. */
export interface CallMatchers<Result = Promise<void>> {
  /**
   * A tool was called with such arguments: what is not mentioned does not count, and texts may be
   * patterns. How the call went does not count either; without a tool, any call does. `times` says
   * how often, else once is enough.
   */
  toHaveCalled<Tool extends keyof CloseTools>(
    tool?: Tool,
    args?: ExpectedArguments<CloseTools[Tool]>,
    options?: Waiting & Times,
  ): Result
  /** Such calls were made in this order; others may have been made in between. */
  toHaveCalledInOrder(calls: readonly ExpectedCall[], waiting?: Waiting): Result
  /** No tool was called but these. */
  toHaveCalledOnly(tools: readonly (keyof CloseTools)[], waiting?: Waiting): Result
}

/** The same of a sandbox whose tools nobody has described. */
export interface AnyCallMatchers<Result = Promise<void>> {
  /** A tool was called with such arguments, of which only what is mentioned counts. */
  toHaveCalled(
    tool?: string,
    args?: Readonly<Record<string, unknown>>,
    options?: Waiting & Times,
  ): Result
  /** Such calls were made in this order; others may have been made in between. */
  toHaveCalledInOrder(
    calls: readonly (string | readonly [tool: string, args: Readonly<Record<string, unknown>>])[],
    waiting?: Waiting,
  ): Result
  /** No tool was called but these. */
  toHaveCalledOnly(tools: readonly string[], waiting?: Waiting): Result
}

/** What `expect` of a sandbox can be asked of its data, whatever its system. */
export interface AnyDataMatchers<Result = Promise<void>> {
  /** The sandbox has everything that the expectation mentions; there may be more. */
  toMatchData(expected: unknown, waiting?: Waiting): Result
  /** A list of this name, wherever it is in the data, has such a part. */
  toHave(list: string, part: unknown, waiting?: Waiting): Result
  /** The sandbox holds its seed and nothing else. */
  toBeUnchanged(waiting?: Waiting): Result
}
