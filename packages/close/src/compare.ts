export {
  toHaveCalled,
  toHaveCalledInOrder,
  toHaveCalledOnly,
  type CalledSandbox,
  type Times,
} from './lib/matchers/call-matchers.ts'
export {
  toBeUnchanged,
  toHaveContact,
  toHaveLead,
  toHaveOpportunity,
  toHaveTask,
  toMatchCloseData,
  type DumpState,
  type MatcherOptions,
  type MatcherResult,
} from './lib/matchers/close-matchers.ts'
export { toBeUnchangedData, toHave, toMatchData } from './lib/matchers/data-matchers.ts'
export {
  diffCloseData,
  type CloseDifference,
  type ClosePath,
  type DiffOptions,
} from './lib/compare/diff-close-data.ts'
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
} from './lib/compare/expected-close-data.ts'
export { findLead } from './lib/compare/find-lead.ts'
export { formatCloseDiff, type FormatOptions } from './lib/compare/format-close-diff.ts'
export type { PollOptions } from './lib/matchers/poll-state.ts'
export type { LeadLike } from './lib/expected/sought-part.ts'
export {
  refuseUnknownTool,
  type ExpectedArguments,
  type ExpectedCall,
} from './lib/expected/expected-call.ts'
