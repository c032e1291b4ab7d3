export { CloseSandbox, type CloseSandboxLink } from './lib/close-sandbox.ts'
