export {
  toBeUnchanged,
  toHaveContact,
  toHaveLead,
  toHaveOpportunity,
  toHaveTask,
  toMatchCloseData,
  type DumpState,
  type LeadLike,
  type MatcherOptions,
  type MatcherResult,
} from './lib/close-matchers.ts'
export {
  diffCloseData,
  type CloseDifference,
  type ClosePath,
  type DiffOptions,
} from './lib/diff-close-data.ts'
export type {
  AsymmetricMatcher,
  Expected,
  ExpectedCloseData,
  ExpectedContact,
  ExpectedEmail,
  ExpectedLead,
  ExpectedOpportunity,
  ExpectedPhone,
  ExpectedTask,
} from './lib/expected-close-data.ts'
export { findLead } from './lib/find-lead.ts'
export { formatCloseDiff, type FormatOptions } from './lib/format-close-diff.ts'
export type { PollOptions } from './lib/poll-state.ts'
