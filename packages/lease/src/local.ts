export { localKey } from './lib/link/local-key.ts'
export { LocalSandbox, type ServerOf } from './lib/link/local-sandbox.ts'
