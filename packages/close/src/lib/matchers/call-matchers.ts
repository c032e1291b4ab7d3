import { SandpitError } from '@sandpit/client/errors'
import type { ToolCall } from '@sandpit/client/tool-call'
import { showExpected } from '../compare/show-expected.ts'
import type { MatcherOptions, MatcherResult } from './close-matchers.ts'
import { type KnownTools, type SoughtCall, soughtCall } from '../expected/expected-call.ts'
import { closeToolArguments } from '../tools/close-tools.ts'
import { isSuch, showCalls, showNearest } from './explain-calls.ts'
import { pollState } from './poll-state.ts'

/** A sandbox whose tools are called. */
export interface CalledSandbox {
  calls(): Promise<readonly ToolCall[]>
  /** Its MCP server; the tools of Close's are known, so that no other is looked for. */
  readonly server: string | undefined
}

/** How often a call should have been made; any number of times, but not never, unless given. */
export interface Times {
  readonly times?: number
}

/**
 * Waits until a tool was called with such arguments; without a tool, until any was.
 *
 * @example
 * ```ts
 * import { toHaveCalled } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveCalled(close, 'close_create_task', { text: /call/i }, { times: 1 })
 * if (!pass) throw new Error(message())
 * ```
 */
export function toHaveCalled(
  sandbox: CalledSandbox,
  tool: unknown,
  args: unknown,
  options: MatcherOptions & Times = {},
): Promise<MatcherResult> {
  const sought = soughtCall(toolsOf(sandbox), tool, args)
  const times = checkedTimes(options)
  const often = times === undefined ? undefined : { times }
  const shown = [tool, args, often].filter((each) => each !== undefined)
  return match({ sandbox, name: 'toHaveCalled', args: shown, options }, (made) => {
    const such = made.filter((call) => isSuch(sought, call))
    const pass = times === undefined ? such.length > 0 : such.length === times
    return { pass, message: () => explainCalled(sought, times, made, such) }
  })
}

/**
 * Waits until such calls were made in this order; others may have been made in between.
 *
 * @example
 * ```ts
 * import { toHaveCalledInOrder } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveCalledInOrder(close, ['close_search_leads', 'close_create_task'])
 * if (!pass) throw new Error(message())
 * ```
 */
export function toHaveCalledInOrder(
  sandbox: CalledSandbox,
  steps: unknown,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const sought = listOf(steps).map((step) =>
    Array.isArray(step) ? soughtPair(sandbox, step) : soughtStep(sandbox, step),
  )
  if (sought.length === 0) {
    throw refusal(
      'toHaveCalledInOrder needs a list of at least one call. To expect no calls, write `not.toHaveCalled()`.',
    )
  }
  return match({ sandbox, name: 'toHaveCalledInOrder', args: [steps], options }, (made) => {
    const missing = firstMissing(sought, made)
    const pass = missing === undefined
    return { pass, message: () => explainOrder(sought, missing, made) }
  })
}

/**
 * Waits until no tool was called but these.
 *
 * @example
 * ```ts
 * import { toHaveCalledOnly } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveCalledOnly(close, ['close_search_leads', 'close_create_task'])
 * if (!pass) throw new Error(message())
 * ```
 */
export function toHaveCalledOnly(
  sandbox: CalledSandbox,
  tools: unknown,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const allowed = new Set(listOf(tools).map((tool) => soughtStep(sandbox, tool).tool))
  return match({ sandbox, name: 'toHaveCalledOnly', args: [tools], options }, (made) => {
    const others = made.filter(({ tool }) => !allowed.has(tool))
    const message = (): string =>
      others.length === 0
        ? `all of ${counted(made)} are of these tools${colonList(made)}`
        : `${others.length} of ${counted(made)} are of other tools${colonList(others)}`
    return { pass: others.length === 0, message }
  })
}

/** A matcher that was called, and how. */
interface Asked {
  readonly sandbox: CalledSandbox
  readonly name: string
  readonly args: readonly unknown[]
  readonly options: MatcherOptions
}

interface Judged {
  readonly pass: boolean
  readonly message: () => string
}

async function match(
  { sandbox, name, args, options }: Asked,
  judge: (made: readonly ToolCall[]) => Judged,
): Promise<MatcherResult> {
  const { not = false } = options
  const { outcome } = await pollState(() => sandbox.calls(), judge, options)
  const shown = args.map((arg) => showExpected(arg)).join(', ')
  const first = `expect(${sandbox.server === 'close' ? 'close' : 'sandbox'}).${not ? 'not.' : ''}${name}(${shown}) failed`
  return { pass: outcome.pass, name, message: () => `${first}\n\n${outcome.message()}` }
}

function explainCalled(
  sought: SoughtCall,
  times: number | undefined,
  made: readonly ToolCall[],
  such: readonly ToolCall[],
): string {
  if (made.length === 0) return 'no tool was called'
  if (such.length > 0 && times === undefined) {
    return `${such.length} of ${counted(made)} ${such.length === 1 ? 'matches' : 'match'}${colonList(such)}`
  }
  const expected = times === undefined ? '' : `, expected ${times}`
  return `${such.length} of ${counted(made)} match${expected}; the nearest first:\n${showNearest(sought, made)}`
}

function explainOrder(
  sought: readonly SoughtCall[],
  missing: number | undefined,
  made: readonly ToolCall[],
): string {
  const step = missing === undefined ? undefined : sought[missing]
  if (step === undefined) return `they were made in this order${colonList(made)}`
  const args = Object.keys(step.args).length === 0 ? '' : ` ${showExpected(step.args)}`
  const where = missing === 0 ? 'was not called' : `was not called after the ${missing} before it`
  return `${step.tool}${args} ${where}; what was called, in order${colonList(made) || ': nothing'}`
}

/** The first step that no call is after those of the steps before. */
function firstMissing(
  sought: readonly SoughtCall[],
  made: readonly ToolCall[],
): number | undefined {
  let next = 0
  for (const call of made) {
    const step = sought[next]
    if (step !== undefined && isSuch(step, call)) next++
  }
  return next < sought.length ? next : undefined
}

function counted(made: readonly ToolCall[]): string {
  return made.length === 1 ? '1 call' : `${made.length} calls`
}

function colonList(made: readonly ToolCall[]): string {
  return made.length === 0 ? '' : `:\n${showCalls(made)}`
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw refusal(
    "The calls that a matcher looks for are a list, such as ['close_search_leads', 'close_create_task'].",
  )
}

function soughtPair(sandbox: CalledSandbox, pair: readonly unknown[]): SoughtCall {
  const [tool, args, ...more] = pair
  if (more.length === 0) return soughtStep(sandbox, tool, args)
  throw refusal(
    `Each call of toHaveCalledInOrder is a tool, or [tool, arguments]; one is a list of ${pair.length}.`,
  )
}

/** One of a list: no call would do whichever tool it is of. */
function soughtStep(sandbox: CalledSandbox, tool: unknown, args?: unknown): SoughtCall {
  if (tool !== undefined) return soughtCall(toolsOf(sandbox), tool, args)
  throw refusal('A call that a matcher looks for is undefined; write the name of its tool.')
}

function checkedTimes(options: Times): number | undefined {
  const { times } = options
  if (!('times' in options) || (isWhole(times) && times >= 0)) return times
  const got = typeof times === 'string' ? showExpected(times) : String(times)
  throw refusal(`The options of a matcher: times is a whole number, got ${got}.`)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

function refusal(message: string): SandpitError {
  return new SandpitError('configuration', message)
}

function toolsOf({ server }: CalledSandbox): KnownTools {
  return server === 'close' ? closeToolArguments : undefined
}
