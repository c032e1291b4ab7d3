export { type SandboxClient, type ClientOptions } from './lib/sandbox-client.ts'
export type {
  AcquiredSandbox,
  AcquireOptions,
  CallOptions,
  ListedSandbox,
  ListOptions,
  SandboxDetails,
  SandboxStatus,
} from './lib/sandbox.ts'
