import { SandpitError } from '@sandpit/client/errors'

/** Whether an acquire that failed is known to have taken nothing: it was refused, or never sent. */
export function tookNothing(error: unknown): boolean {
  if (!(error instanceof SandpitError)) return false
  const refusals: readonly string[] = [
    'configuration',
    'validation',
    'authentication',
    'exhausted',
    'not_found',
    'conflict',
    'rate_limited',
    'sandbox_broken',
  ]
  return refusals.includes(error.code) || neverConnected(error.cause)
}

/** What tells that nothing was sent: no address, no way to it, or nobody there. */
const unsent: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
])

function neverConnected(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(neverConnected)
  if (!(cause instanceof Error)) return false
  return ('code' in cause && unsent.has(cause.code)) || neverConnected(cause.cause)
}
