export type { LeasedSandbox, LeaseRequest, LeaseEnd, Link } from './lib/link.ts'
