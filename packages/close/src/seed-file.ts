export {
  checkSeedText,
  closeDataFromJson,
  formatSeedMistakes,
  type FormatMistakesOptions,
  type SeedTextCheck,
  type SeedTextMistake,
} from './lib/check-seed-text.ts'
export { generateSeedText, type SeedTextOptions } from './lib/generate-seed-text.ts'
