export { closeMatchers, type CloseMatchers, type MatcherState } from './lib/matcher-set.ts'
