export { localKey } from './lib/local-key.ts'
export { LocalSandbox } from './lib/local-sandbox.ts'
