export { clientChannelName, type ClientEvent } from './lib/calls/client-event.ts'
export type { ClientOptions, Region } from './lib/client/client-options.ts'
export { fetchTransport } from './lib/transport/fetch-transport.ts'
export { LocalExecutions } from './lib/local/local-executions.ts'
export type {
  AcquireLocalOptions,
  ExecutionLog,
  LocalSandboxDetails,
  LocalSandboxServer,
  LocalServers,
  LocalTransferOptions,
  SignedUrl,
} from './lib/wire/local-sandbox.ts'
export { LocalSandboxes } from './lib/local/local-sandboxes.ts'
export { LocalSandboxLease } from './lib/local/local-sandbox-lease.ts'
export { acquireTagName, carriesTags, type ShownTags, tagOf } from './lib/lease/acquire-tag.ts'
export type { FindOptions } from './lib/lease/find-tagged.ts'
export type { Clock } from './lib/calls/clock.ts'
export type { OperationName } from './lib/wire/operation.ts'
export { createClient, SandboxClient } from './lib/client/sandbox-client.ts'
export type {
  AcquiredSandbox,
  AcquireOptions,
  CallOptions,
  ListedSandbox,
  ListOptions,
  ReleaseOptions,
  SandboxDetails,
  SandboxStatus,
} from './lib/wire/sandbox.ts'
export { SandboxLease } from './lib/lease/sandbox-lease.ts'
export type { PrepareOptions } from './lib/wire/sandbox-operations.ts'
export {
  type LocalServer,
  type NewerSandboxServer,
  type SandboxServer,
  type ServerName,
  type UnlistedServer,
  unlistedServer,
} from './lib/wire/server-name.ts'
export type { Transport, TransportRequest, TransportResponse } from './lib/transport/transport.ts'
export type {
  DownloadOptions,
  WorkspaceOptions,
  WorkspaceProgress,
} from './lib/local/workspace-transfer.ts'
