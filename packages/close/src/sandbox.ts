export { CloseSandbox, type CloseSandboxLink } from './lib/sandbox/close-sandbox.ts'
export { sendableSeed } from './lib/sandbox/sendable-seed.ts'
