export { CloseSandbox, type CloseSandboxLink } from './lib/close-sandbox.ts'
export { sendableSeed } from './lib/sendable-seed.ts'
