export { dataFormat, type DataFormat } from './lib/data-format.ts'
export type { SoughtPart } from './lib/compare/seek-part.ts'
