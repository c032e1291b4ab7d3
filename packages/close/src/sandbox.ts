export {
  type CloseFault,
  CloseSandbox,
  type CloseSandboxLink,
} from './lib/sandbox/close-sandbox.ts'
export type { CloseTools } from './lib/tools/close-tools.ts'
export type { MatcherLimits, MatcherTime } from './lib/sandbox/matcher-time.ts'
export { sendableSeed } from './lib/sandbox/sendable-seed.ts'
