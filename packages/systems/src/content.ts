export { jsonMistakes } from './lib/check/json-mistakes.ts'
export type { DiffMode } from './lib/compare/difference.ts'
export { isPattern, matchesValue } from './lib/compare/matches-value.ts'
export { contentKey, isMatcher, isNothing, isRecord, sameValue } from './lib/compare/same-value.ts'
