export type {
  LeaseEnd,
  LeasedSandbox,
  LeasePhase,
  LeaseRequest,
  Link,
  LinkedWorker,
  OnPhase,
  WorkerWish,
} from './lib/link.ts'
export { refuseTwins } from './lib/refuse-twins.ts'
export { type LeaseLink, leaseLink, Sandbox } from './lib/sandbox.ts'
export { type BrokerAddress, connectLink } from './lib/socket-link.ts'
