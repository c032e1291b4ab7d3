export {
  type LeaseEnd,
  type LeaseLink,
  type LeasePhase,
  type LeaseRequest,
  type LeasedSandbox,
  leaseLink,
  type Link,
} from './lib/link.ts'
export { type BrokerAddress, connectLink } from './lib/socket-link.ts'
