/** Which calls a fault strikes, and when. */
export interface FaultPlace {
  /** The tool whose calls it strikes; every tool unless given. */
  readonly tool?: string
  /** The first of those calls that it strikes, counted from 1, which is the default. */
  readonly nth?: number
  /** How many of them in a row it strikes; 1 by default. */
  readonly times?: number | 'always'
  /** Whether it comes before the tool has done its work, so that nothing is done; or after. */
  readonly when?: 'before' | 'after'
}

/**
 * A call of a tool that goes wrong because a test wants it to.
 *
 * - `tool-error`: the tool says that it failed.
 * - `json-rpc-error`: the answer is a JSON-RPC error; -32603 unless given.
 * - `status`: the answer is a status of HTTP, such as 429 with `Retry-After`, or 503.
 * - `hang`: there is no answer.
 * - `truncate`: the connection breaks in the middle of the answer.
 * - `drop`: the connection breaks instead of an answer.
 * - `delay`: the call, or with `when: 'after'` its answer, comes `ms` late.
 */
export type CallFault = FaultPlace &
  (
    | { readonly kind: 'tool-error'; readonly message?: string }
    | { readonly kind: 'json-rpc-error'; readonly code?: number; readonly message?: string }
    | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
    | { readonly kind: 'hang' | 'truncate' | 'drop' }
    | { readonly kind: 'delay'; readonly ms: number }
  )
