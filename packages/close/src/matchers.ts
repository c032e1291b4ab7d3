export { closeMatchers } from './lib/matchers/matcher-set.ts'
export type {
  AnyCallMatchers,
  AnyDataMatchers,
  CallMatchers,
  CloseMatchers,
  MatchersFor,
  MatcherState,
} from './lib/matchers/matcher-types.ts'
export { heldSandbox, type LeasedForTest } from './lib/matchers/held-sandbox.ts'
export type { Waiting } from './lib/matchers/checked-waiting.ts'
export { type TestOutcome } from './lib/matchers/watched-call.ts'
export { type AroundAsked, MatcherWatch, watchedMatchers } from './lib/matchers/matcher-watch.ts'
