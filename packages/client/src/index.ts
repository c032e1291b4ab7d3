export { clientChannelName, type ClientEvent } from './lib/client-event.ts'
export type { ClientOptions, Region } from './lib/client-options.ts'
export { fetchTransport } from './lib/fetch-transport.ts'
export { LocalExecutions } from './lib/local-executions.ts'
export type {
  AcquireLocalOptions,
  ExecutionLog,
  LocalSandbox,
  LocalSandboxServer,
  LocalServers,
  LocalTransferOptions,
  SignedUrl,
} from './lib/local-sandbox.ts'
export { LocalSandboxes } from './lib/local-sandboxes.ts'
export { LocalSandboxLease } from './lib/local-sandbox-lease.ts'
export { attemptTagName } from './lib/lost-acquire.ts'
export type { OperationName } from './lib/operation.ts'
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
export { SandboxLease } from './lib/sandbox-lease.ts'
export type { PrepareOptions } from './lib/sandbox-operations.ts'
export {
  type LocalServer,
  type NewerSandboxServer,
  type SandboxServer,
  type ServerName,
  type UnlistedServer,
  unlistedServer,
} from './lib/server-name.ts'
export type { Transport, TransportRequest, TransportResponse } from './lib/transport.ts'
export type { WorkspaceOptions, WorkspaceProgress } from './lib/workspace-transfer.ts'
