export {
  type AnyCallMatchers,
  type AnyDataMatchers,
  type CallMatchers,
  closeMatchers,
  type CloseMatchers,
  type MatchersFor,
  type MatcherState,
} from './lib/matchers/matcher-set.ts'
export { heldSandbox, type HeldOptions, type LeasedForTest } from './lib/matchers/held-sandbox.ts'
export type { Waiting } from './lib/matchers/checked-waiting.ts'
export { type TestOutcome } from './lib/matchers/matcher-call.ts'
export { MatcherWatch, watchedMatchers } from './lib/matchers/matcher-watch.ts'
