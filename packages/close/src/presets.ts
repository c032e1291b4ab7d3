export { generateCloseData, type GenerateOptions } from './lib/generate/generate-close-data.ts'
export {
  emptyCloseData,
  largeCloseData,
  mediumCloseData,
  smallCloseData,
} from './lib/generate/presets.ts'
