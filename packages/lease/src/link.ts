export { reportCalls } from './lib/link/call-report.ts'
export type {
  KeptAddress,
  LeaseEnd,
  LeasedSandbox,
  LeasePhase,
  LeaseRequest,
  Link,
  LinkedWorker,
  OnPhase,
  SandboxKind,
} from './lib/link/link.ts'
export { namedOption } from './lib/link/named-option.ts'
export { refuseSharedServers } from './lib/link/shared-servers.ts'
export { type LeaseLink, leaseLink, Sandbox } from './lib/link/sandbox.ts'
export { sendableData } from './lib/link/sendable-data.ts'
export { type BrokerAddress, connectLink } from './lib/link/socket-link.ts'
