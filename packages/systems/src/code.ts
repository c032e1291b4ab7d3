export { toCode } from './lib/code/to-code.ts'
