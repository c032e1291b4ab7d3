import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import { type CloseDifference, diffCloseData } from '../compare/diff-close-data.ts'
import type {
  Expected,
  ExpectedCloseData,
  ExpectedContact,
  ExpectedLead,
  ExpectedOpportunity,
  ExpectedTask,
} from '../compare/expected-close-data.ts'
import { type FormatOptions, formatCloseDiff } from '../compare/format-close-diff.ts'
import { missingName } from '@sandpit/client/near-miss'
import { pollState, type PollOptions } from './poll-state.ts'
import { showExpected } from '../compare/show-expected.ts'

/** Reads what a sandbox holds now. */
export type DumpState = () => Promise<CloseData>

/** Which lead is meant: by its name, a pattern for its name, or more of what it is. */
export type LeadLike = string | RegExp | ExpectedLead

/** How long to wait, and how to show what is wrong. */
export type MatcherOptions = PollOptions & Pick<FormatOptions, 'color'>

/** What a test runner's `expect.extend` wants to be told. */
export interface MatcherResult {
  /** Whether the state is as described, whatever `not` says. */
  readonly pass: boolean
  /** Why the assertion fails: what was expected, and what is there. */
  readonly message: () => string
}

/** Waits until the sandbox holds such a lead; there may be others. */
export function toHaveLead(
  dump: DumpState,
  lead: LeadLike,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const expected = { leads: [leadLike(lead)] }
  return match(dump, expected, `to have a lead ${showExpected(lead)}`, options)
}

/** Waits until a lead has such a contact, given by name or by what it is; it may have others. */
export function toHaveContact(
  dump: DumpState,
  lead: LeadLike,
  contact: Expected<string> | ExpectedContact,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const contacts = [named('name', contact)]
  return match(dump, within(lead, { contacts }), having(lead, 'contact', contact), options)
}

/** Waits until a lead has such an opportunity, given by note or by what it is; it may have others. */
export function toHaveOpportunity(
  dump: DumpState,
  lead: LeadLike,
  opportunity: Expected<string> | ExpectedOpportunity,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const opportunities = [named('note', opportunity)]
  const what = having(lead, 'opportunity', opportunity)
  return match(dump, within(lead, { opportunities }), what, options)
}

/** Waits until a lead has such a task, given by description or by what it is; it may have others. */
export function toHaveTask(
  dump: DumpState,
  lead: LeadLike,
  task: Expected<string> | ExpectedTask,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const tasks = [named('description', task)]
  return match(dump, within(lead, { tasks }), having(lead, 'task', task), options)
}

/** Waits until the sandbox holds everything the expectation mentions; there may be more. */
export function toMatchCloseData(
  dump: DumpState,
  expected: ExpectedCloseData | CloseSeed,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  return match(dump, expected, 'to match the expected data', options)
}

/**
 * Waits until the sandbox holds what it was filled with, and nothing else. A field that the seed
 * left out may hold whatever the service fills in.
 */
export function toBeUnchanged(
  dump: DumpState,
  seed: CloseSeed,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  return match(dump, seed, 'to be unchanged since it was seeded', { mode: 'seeded', ...options })
}

async function match(
  dump: DumpState,
  expected: ExpectedCloseData | CloseSeed,
  what: string,
  options: MatcherOptions & { readonly mode?: 'seeded' } = {},
): Promise<MatcherResult> {
  const { color = false, mode = 'partial' } = options
  const judge = (actual: CloseData): Judged => {
    const differences = diffCloseData(expected, actual, { mode })
    return { pass: differences.length === 0, differences }
  }
  const { outcome, data, looks } = await pollState(dump, judge, options)
  const waited = looks > 1 ? ` (looked ${looks} times)` : ''
  if (outcome.pass) {
    return { pass: true, message: () => `Expected the sandbox not ${what}, but it does${waited}.` }
  }
  const message = (): string => {
    const diff = formatCloseDiff(outcome.differences, { color })
    const advice = misspeltLeads(outcome.differences, data)
    return [`Expected the sandbox ${what}${waited}:`, '', diff, ...advice].join('\n')
  }
  return { pass: false, message }
}

interface Judged {
  readonly pass: boolean
  readonly differences: readonly CloseDifference[]
}

/** Which leads were probably meant by those that are missing. */
function misspeltLeads(
  differences: readonly CloseDifference[],
  data: CloseData,
): readonly string[] {
  const names = (toCloseData(data).leads ?? []).map((lead) => lead.name)
  const missing = differences.filter(({ kind, path }) => kind === 'missing' && path.length === 1)
  return missing.flatMap((difference) => {
    const { name } = (difference.kind === 'missing' ? difference.expected : {}) as ExpectedLead
    return typeof name === 'string' ? [`In the sandbox ${missingName('lead', name, names)}`] : []
  })
}

function leadLike(lead: LeadLike): ExpectedLead {
  return typeof lead === 'string' || lead instanceof RegExp ? { name: lead } : lead
}

function within(lead: LeadLike, fields: ExpectedLead): ExpectedCloseData {
  return { leads: [{ ...leadLike(lead), ...fields }] }
}

function named<Part extends object>(key: string, part: Expected<string> | Part): Part {
  const isPart = typeof part === 'object' && part !== null && !(part instanceof RegExp)
  return isPart && !('asymmetricMatch' in part) ? part : ({ [key]: part } as Part)
}

function having(lead: LeadLike, what: string, part: unknown): string {
  return `to have a lead ${showExpected(lead)} with a ${what} ${showExpected(part)}`
}
