export { localKey } from './lib/local-key.ts'
export { LocalSandbox, type ServerOf } from './lib/local-sandbox.ts'
