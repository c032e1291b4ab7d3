export { closeMatchers, type CloseMatchers, type MatcherState } from './lib/matchers/matcher-set.ts'
