export { toCode } from './lib/to-code.ts'
