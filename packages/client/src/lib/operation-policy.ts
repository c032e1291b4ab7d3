import type { OperationName } from './operation.ts'

/** What holds for every call of one operation. */
export interface OperationPolicy {
  /** The whole call's budget, retries included, unless its caller sets another. */
  readonly timeoutMs: number
}

/**
 * The deadlines other clients of the service use in the wild, the more patient of each:
 * 60 s to acquire, 120 s for whatever moves data, 30 s for the rest.
 */
export const operationPolicies: Readonly<Record<OperationName, OperationPolicy>> = {
  acquire: { timeoutMs: 60_000 },
  get: { timeoutMs: 30_000 },
  list: { timeoutMs: 30_000 },
  release: { timeoutMs: 30_000 },
  reset: { timeoutMs: 120_000 },
  initialize: { timeoutMs: 120_000 },
  dump: { timeoutMs: 120_000 },
}
