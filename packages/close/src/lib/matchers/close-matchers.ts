import { diffCloseData, isAsExpected } from '../compare/diff-close-data.ts'
import type {
  Expected,
  ExpectedCloseData,
  ExpectedContact,
  ExpectedOpportunity,
  ExpectedTask,
} from '../compare/expected-close-data.ts'
import { type FormatOptions, formatCloseDiff } from '../compare/format-close-diff.ts'
import { type Part, partsIn } from '../compare/part-shape.ts'
import { showExpected } from '../compare/show-expected.ts'
import type { CloseData } from '../data/close-data.ts'
import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import { checkedData } from '../expected/checked-expectation.ts'
import { explainFound } from './explain-found.ts'
import { explainMissing } from './explain-missing.ts'
import { misspeltLead } from './misspelt-lead.ts'
import { lookedText } from './looked-text.ts'
import { type Polled, pollState, type PollOptions } from './poll-state.ts'
import {
  expectationOf,
  type LeadLike,
  type Sought,
  soughtContact,
  soughtLead,
  soughtOpportunity,
  soughtTask,
} from '../expected/sought-part.ts'

/** Reads what a sandbox holds now. */
export type DumpState = () => Promise<CloseData>

/** How long to wait, and how to show what is wrong. */
export interface MatcherOptions extends PollOptions, Pick<FormatOptions, 'color'> {
  /** What the sandbox was filled with: a lead of it that is not there any more is no misspelt one. */
  readonly seed?: CloseSeed
}

/** What a test runner's `expect.extend` wants to be told. */
export interface MatcherResult {
  /** Whether the state is as described, whatever `not` says. */
  readonly pass: boolean
  /** Why the assertion fails: what was expected, and what is there. */
  readonly message: () => string
  /** The matcher's own name, by which a runner's report tells failures apart. */
  readonly name: string
}

/**
 * Waits until the sandbox holds such a lead; there may be others.
 *
 * @example
 * ```ts
 * import { toHaveLead } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveLead(() => close.dump(), { name: 'Acme', status: 'Qualified' })
 * if (!pass) throw new Error(message())
 * ```
 */
export async function toHaveLead(
  dump: DumpState,
  lead: LeadLike,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  return matchSought(dump, soughtLead(lead), { name: 'toHaveLead', args: [lead] }, options)
}

/**
 * Waits until a lead has such a contact, given by name or by what it is; it may have others.
 *
 * @example
 * ```ts
 * import { toHaveContact } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveContact(() => close.dump(), 'Acme', 'Ada')
 * if (!pass) throw new Error(message())
 * ```
 */
export async function toHaveContact(
  dump: DumpState,
  lead: LeadLike,
  contact: Expected<string> | ExpectedContact,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const call = { name: 'toHaveContact', args: [lead, contact] }
  return matchSought(dump, soughtContact(lead, contact), call, options)
}

/**
 * Waits until a lead has such an opportunity, given by note or by what it is; it may have others.
 *
 * @example
 * ```ts
 * import { toHaveOpportunity } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveOpportunity(() => close.dump(), 'Acme', { note: 'Renewal', value: 48_000 })
 * if (!pass) throw new Error(message())
 * ```
 */
export async function toHaveOpportunity(
  dump: DumpState,
  lead: LeadLike,
  opportunity: Expected<string> | ExpectedOpportunity,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const call = { name: 'toHaveOpportunity', args: [lead, opportunity] }
  return matchSought(dump, soughtOpportunity(lead, opportunity), call, options)
}

/**
 * Waits until a lead has such a task, given by description or by what it is; it may have others.
 *
 * @example
 * ```ts
 * import { toHaveTask } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toHaveTask(() => close.dump(), 'Acme', /follow up/i)
 * if (!pass) throw new Error(message())
 * ```
 */
export async function toHaveTask(
  dump: DumpState,
  lead: LeadLike,
  task: Expected<string> | ExpectedTask,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const call = { name: 'toHaveTask', args: [lead, task] }
  return matchSought(dump, soughtTask(lead, task), call, options)
}

/**
 * Waits until the sandbox holds everything the expectation mentions; there may be more.
 *
 * @example
 * ```ts
 * import { toMatchCloseData } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toMatchCloseData(() => close.dump(), { leads: [{ name: /^Acme/ }] })
 * if (!pass) throw new Error(message())
 * ```
 */
export async function toMatchCloseData(
  dump: DumpState,
  expected: ExpectedCloseData | CloseSeed,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const whole = { name: 'toMatchCloseData', mode: 'partial' } as const
  return matchWhole(dump, checkedData(expected), whole, options)
}

/**
 * Waits until the sandbox holds what it was filled with, and nothing else. A field that the seed
 * left out may hold whatever the service fills in.
 *
 * @example
 * ```ts
 * import { toBeUnchanged } from '@sandpit/close/compare'
 *
 * const { pass, message } = await toBeUnchanged(() => close.dump(), { leads: [{ name: 'Acme' }] })
 * if (!pass) throw new Error(message())
 * ```
 */
export function toBeUnchanged(
  dump: DumpState,
  seed: CloseSeed,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  return matchWhole(dump, seed, { name: 'toBeUnchanged', mode: 'seeded' }, options)
}

/** How a matcher was called. */
interface Call {
  readonly name: string
  readonly args: readonly unknown[]
}

async function matchSought(
  dump: DumpState,
  sought: Sought,
  call: Call,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const { not = false, seed = {}, color = false } = options
  const polled = await look(dump, expectationOf(sought), 'partial', options)
  const { outcome, data } = polled
  const misspelt =
    not && !outcome.pass && misspeltLead(sought, partsIn(data.leads), seedLeads(seed))
  if (misspelt)
    return resultOf({ ...polled, outcome: { pass: true } }, call, options, () => misspelt)
  return resultOf(polled, call, options, ({ leads }, pass) =>
    pass ? explainFound(sought, partsIn(leads)) : explainMissing(sought, partsIn(leads), color),
  )
}

function seedLeads(seed: CloseSeed): readonly Part[] {
  return partsIn(toCloseData(seed).leads)
}

interface Whole {
  readonly name: string
  readonly mode: 'partial' | 'seeded'
}

/** How many differences are told of; of more, a summary comes first. */
const MOST_DIFFERENCES = 10

async function matchWhole(
  dump: DumpState,
  expected: ExpectedCloseData | CloseSeed,
  { name, mode }: Whole,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const { color = false } = options
  const isSeed = mode === 'seeded'
  const held = isSeed ? 'what it was seeded with, and nothing else' : 'all that is expected'
  const explain = (data: CloseData, pass: boolean): string =>
    pass
      ? `the sandbox holds ${held}`
      : formatCloseDiff(diffCloseData(expected, data, { mode }), { color, limit: MOST_DIFFERENCES })
  const call = { name, args: isSeed ? [] : [EXPECTED] }
  return resultOf(await look(dump, expected, mode, options), call, options, explain)
}

/** Stands for an expectation that is too large to show in the first line. */
const EXPECTED = Symbol('expected')

function look(
  dump: DumpState,
  expected: ExpectedCloseData | CloseSeed,
  mode: Whole['mode'],
  options: MatcherOptions,
): Promise<Polled<{ readonly pass: boolean }>> {
  const judge = (actual: CloseData) => ({ pass: isAsExpected(expected, actual, mode) })
  return pollState(dump, judge, options)
}

/**
 * The first line is like those of the runners' own matchers: Playwright's reports tell by it that
 * an expectation failed, and which.
 */
function resultOf(
  polled: Polled<{ readonly pass: boolean }>,
  { name, args }: Call,
  { not = false }: MatcherOptions,
  explain: (data: CloseData, pass: boolean) => string,
): MatcherResult {
  const { pass } = polled.outcome
  const shown = args.map((arg) => (arg === EXPECTED ? 'expected' : showExpected(arg)))
  const first = `expect(close).${not ? 'not.' : ''}${name}(${shown.join(', ')}) failed`
  const message = (): string =>
    [first, '', explain(toCloseData(polled.data), pass), ...lookedText(polled)].join('\n')
  return { pass, message, name }
}
