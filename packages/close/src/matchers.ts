export {
  closeMatchers,
  type CloseMatchers,
  type MatchersFor,
  type MatcherState,
} from './lib/matchers/matcher-set.ts'
export type { Waiting } from './lib/matchers/checked-waiting.ts'
