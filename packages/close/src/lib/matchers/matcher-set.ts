import { SandpitError } from '@sandpit/client/errors'
import type { CloseSeed } from '../data/close-data-builder.ts'
import type { MatcherOptions, MatcherResult } from './close-matchers.ts'
import { checkedWaiting, type Waiting } from './checked-waiting.ts'
import type { LeadLike } from './sought-part.ts'
import { showValue } from '../messages/show-value.ts'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import { isMatchable, type Matchable } from '../sandbox/matchable.ts'
import type { MatcherTime } from '../sandbox/matcher-time.ts'
import type { CloseTools } from '../tools/close-tools.ts'
import type { CalledSandbox, Times } from './call-matchers.ts'
import type { ExpectedArguments, ExpectedCall } from './expected-call.ts'
import type {
  Expected,
  ExpectedCloseData,
  ExpectedContact,
  ExpectedOpportunity,
  ExpectedTask,
} from '../compare/expected-close-data.ts'

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

type Declared = CloseMatchers & AnyDataMatchers

type MatcherSet = {
  readonly [Name in keyof Declared]: (
    this: MatcherState,
    received: unknown,
    ...args: Parameters<Declared[Name]>
  ) => Promise<MatcherResult>
}

/** For `expect.extend`, in Vitest and in Playwright. The comparison is loaded when first used. */
export const closeMatchers: MatcherSet = {
  async toHaveLead(received, lead, waiting) {
    const { toHaveLead } = await import('@sandpit/close/compare')
    const sandbox = sandboxOf(received)
    return toHaveLead(dumpOf(sandbox), lead, optionsOf(sandbox, this, waiting))
  },
  async toHaveContact(received, lead, contact, waiting) {
    const { toHaveContact } = await import('@sandpit/close/compare')
    const sandbox = sandboxOf(received)
    return toHaveContact(dumpOf(sandbox), lead, contact, optionsOf(sandbox, this, waiting))
  },
  async toHaveOpportunity(received, lead, opportunity, waiting) {
    const { toHaveOpportunity } = await import('@sandpit/close/compare')
    const sandbox = sandboxOf(received)
    return toHaveOpportunity(dumpOf(sandbox), lead, opportunity, optionsOf(sandbox, this, waiting))
  },
  async toHaveTask(received, lead, task, waiting) {
    const { toHaveTask } = await import('@sandpit/close/compare')
    const sandbox = sandboxOf(received)
    return toHaveTask(dumpOf(sandbox), lead, task, optionsOf(sandbox, this, waiting))
  },
  async toMatchCloseData(received, expected, waiting) {
    const { toMatchCloseData } = await import('@sandpit/close/compare')
    const sandbox = sandboxOf(received)
    return toMatchCloseData(dumpOf(sandbox), expected, optionsOf(sandbox, this, waiting))
  },
  async toMatchData(received, expected, waiting) {
    const { toMatchData } = await import('@sandpit/close/compare')
    const sandbox = matchableOf(received, 'toMatchCloseData')
    return toMatchData(sandbox, expected, optionsOf(sandbox, this, waiting))
  },
  async toHave(received, list, part, waiting) {
    const { toHave } = await import('@sandpit/close/compare')
    const sandbox = matchableOf(received, 'toHaveLead')
    return toHave(sandbox, list, part, optionsOf(sandbox, this, waiting))
  },
  async toBeUnchanged(received, waiting) {
    const { toBeUnchanged, toBeUnchangedData } = await import('@sandpit/close/compare')
    if (isMatchable(received))
      return toBeUnchangedData(received, optionsOf(received, this, waiting))
    const sandbox = sandboxOf(received)
    return toBeUnchanged(dumpOf(sandbox), sandbox.seed, optionsOf(sandbox, this, waiting))
  },
  async toHaveCalled(received, tool, args, { times, ...waiting } = {}) {
    const { toHaveCalled } = await import('@sandpit/close/compare')
    const options = { ...optionsOf(received, this, waiting), ...(times !== undefined && { times }) }
    return toHaveCalled(calledSandbox(received), tool, args, options)
  },
  async toHaveCalledInOrder(received, calls, waiting) {
    const { toHaveCalledInOrder } = await import('@sandpit/close/compare')
    return toHaveCalledInOrder(calledSandbox(received), calls, optionsOf(received, this, waiting))
  },
  async toHaveCalledOnly(received, tools, waiting) {
    const { toHaveCalledOnly } = await import('@sandpit/close/compare')
    return toHaveCalledOnly(calledSandbox(received), tools, optionsOf(received, this, waiting))
  },
}

function dumpOf(sandbox: CloseSandbox): () => ReturnType<CloseSandbox['dump']> {
  return () => sandbox.dump()
}

function sandboxOf(received: unknown): CloseSandbox {
  if (isCloseSandbox(received)) return received
  throw new SandpitError(
    'configuration',
    `This matcher looks into a Close sandbox: write expect(close), with the fixture \`close\`. It was given ${showValue(received)}.`,
  )
}

/** Workers may load the class more than once, so that it would not tell. */
function isCloseSandbox(value: unknown): value is CloseSandbox {
  return isOfServer(value, 'close') && 'matcherTime' in value
}

function isOfServer(value: unknown, server: string): value is object {
  return typeof value === 'object' && value !== null && 'server' in value && value.server === server
}

function matchableOf(received: unknown, ofClose: keyof CloseMatchers): Matchable {
  if (isMatchable(received)) return received
  const advice = isCloseSandbox(received)
    ? `Close has matchers of its own, such as ${ofClose}`
    : `it was given ${showValue(received)}`
  throw new SandpitError(
    'configuration',
    `This matcher looks into a sandbox whose system the public document describes: write expect(sandbox), with the fixture of sandboxTest('jira') or another; ${advice}.`,
  )
}

/** Any sandbox whose tools are called: one of Close, or of another system. */
function calledSandbox(received: unknown): CalledSandbox {
  const isSandbox = typeof received === 'object' && received !== null && 'calls' in received
  if (isSandbox && typeof received.calls === 'function') {
    const sandbox = received as CalledSandbox
    return { calls: () => sandbox.calls(), server: sandbox.server }
  }
  throw new SandpitError(
    'configuration',
    `This matcher looks at the calls of a sandbox's tools: write expect(close), with the fixture \`close\`, or expect(sandbox). It was given ${showValue(received)}.`,
  )
}

function optionsOf(
  sandbox: unknown,
  { isNot = false, timeout }: MatcherState,
  waiting: Waiting = {},
): MatcherOptions {
  const asked = checkedWaiting(waiting)
  const timeoutMs = asked.timeoutMs ?? asked.timeout ?? timeout
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(asked.intervalMs !== undefined && { intervalMs: asked.intervalMs }),
    ...(hasTime(sandbox) && { time: sandbox.matcherTime }),
    ...(isCloseSandbox(sandbox) && { seed: sandbox.seed }),
    not: isNot,
    color: process.stderr.isTTY,
  }
}

function hasTime(sandbox: unknown): sandbox is { readonly matcherTime: MatcherTime } {
  return typeof sandbox === 'object' && sandbox !== null && 'matcherTime' in sandbox
}
