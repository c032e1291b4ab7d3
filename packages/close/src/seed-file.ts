export {
  checkSeedText,
  closeDataFromJson,
  formatSeedMistakes,
  type FormatMistakesOptions,
  type SeedTextCheck,
  type SeedTextMistake,
} from './lib/seed-text/check-seed-text.ts'
export { generateSeedText, type SeedTextOptions } from './lib/seed-text/generate-seed-text.ts'
