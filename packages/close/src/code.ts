export { toCode } from './lib/code/to-code.ts'
export { toStateCode } from './lib/code/state-code.ts'
