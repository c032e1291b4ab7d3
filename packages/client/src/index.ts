export type { ClientOptions, Region } from './lib/client-options.ts'
export { fetchTransport } from './lib/fetch-transport.ts'
export { createClient, SandboxClient } from './lib/sandbox-client.ts'
export type {
  AcquiredSandbox,
  AcquireOptions,
  CallOptions,
  ListedSandbox,
  ListOptions,
  SandboxDetails,
  SandboxStatus,
} from './lib/sandbox.ts'
export type { Transport, TransportRequest, TransportResponse } from './lib/transport.ts'
