export { diffData, type DiffOptions } from './lib/compare/diff-data.ts'
export type { DataPath, Difference, DiffMode } from './lib/compare/difference.ts'
export type { AsymmetricMatcher, Expected } from './lib/compare/expected.ts'
export { formatDifferences, type FormatOptions } from './lib/compare/format-differences.ts'
