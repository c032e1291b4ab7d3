import { SandpitError } from '@sandpit/client/errors'
import type { MatcherOptions, MatcherResult } from './close-matchers.ts'
import { checkedWaiting, type Waiting } from './checked-waiting.ts'
import { showValue } from '@sandpit/client/show-text'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import { isMatchable, type Matchable } from '../sandbox/matchable.ts'
import type { MatcherTime } from '../sandbox/matcher-time.ts'
import type { CalledSandbox, Times } from './call-matchers.ts'
import type { AnyDataMatchers, CloseMatchers, MatcherState } from './matcher-types.ts'

type Declared = CloseMatchers & AnyDataMatchers

type MatcherSet = {
  readonly [Name in keyof Declared]: (
    this: MatcherState,
    received: unknown,
    ...args: Parameters<Declared[Name]>
  ) => Promise<MatcherResult>
}

/**
 * For `expect.extend`, in Vitest and in Playwright. The comparison is loaded when first used.
 *
 * @example
 * ```ts
 * import { closeMatchers } from '@sandpit/close/matchers'
 * import { expect } from 'vitest'
 *
 * expect.extend(closeMatchers)
 * ```
 */
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
  async toHaveCalled(received, ...given) {
    const { toHaveCalled } = await import('@sandpit/close/compare')
    const [tool, args, asked = {}] = given
    if (given.length === 1 && tool === undefined) throw noToolNamed()
    const { times, ...waiting } = checkedWaiting(asked, ['times'])
    const often = 'times' in asked && { times }
    const options = { ...optionsOf(received, this, waiting), ...often } as MatcherOptions & Times
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

/** How many arguments each takes at most. */
const mostArguments: Readonly<Record<keyof MatcherSet, number>> = {
  toHaveLead: 2,
  toHaveContact: 3,
  toHaveOpportunity: 3,
  toHaveTask: 3,
  toMatchCloseData: 2,
  toMatchData: 2,
  toHave: 3,
  toBeUnchanged: 1,
  toHaveCalled: 3,
  toHaveCalledInOrder: 2,
  toHaveCalledOnly: 2,
}

/**
 * An argument that nobody looks at would be an expectation that always holds.
 *
 * @throws SandpitError `configuration`
 */
export function refuseMore(name: keyof MatcherSet, args: readonly unknown[]): void {
  const most = mostArguments[name]
  if (args.length <= most) return
  throw new SandpitError(
    'configuration',
    `${name} takes ${most === 1 ? 'one argument' : `${most} arguments`} at most, the last of which is options; it was given ${args.length}.`,
  )
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

/** Whoever reads a tool from somewhere, and finds none, does not mean any. */
function noToolNamed(): SandpitError {
  return new SandpitError(
    'configuration',
    'toHaveCalled(undefined) names no tool; for a call of any tool, write toHaveCalled().',
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
