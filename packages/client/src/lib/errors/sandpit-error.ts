/**
 * What went wrong, in one word a program can branch on.
 *
 * - `configuration`: a setting is missing or wrong (no key, a malformed base URL); no call was made.
 * - `invalid_seed`: seed data breaks its contract; no call was made.
 * - `validation`: the service refused a request (422).
 * - `authentication`: the key was refused (401 or 403).
 * - `exhausted`: no idle sandbox could be had.
 * - `not_found`: no such sandbox (404).
 * - `conflict`: the sandbox is not in a state that allows this (409).
 * - `rate_limited`: too many calls (429).
 * - `timeout`: no answer within the deadline.
 * - `aborted`: the caller's `AbortSignal` fired.
 * - `network`: the service could not be reached, or the connection broke.
 * - `service`: the service failed (5xx) or answered with a status outside its contract.
 * - `protocol`: the answer does not match the contract.
 * - `sandbox_broken`: a sandbox is in state `error`, or failed to come clean.
 * - `taken_over`: a sandbox belongs to somebody else by now; nothing was done to it.
 * - `lease_lost`: the lease was over when something was asked of it.
 * - `read_only`: a test that is marked read-only changed its sandbox, or tried to.
 * - `release_failed`: a sandbox could not be given back.
 * - `unsupported`: a runner or Node version that Sandpit does not support.
 * - `internal`: a bug in Sandpit, or an error that none of its parts expected; see `cause`.
 */
export type SandpitErrorCode =
  | 'configuration'
  | 'invalid_seed'
  | 'validation'
  | 'authentication'
  | 'exhausted'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'timeout'
  | 'aborted'
  | 'network'
  | 'service'
  | 'protocol'
  | 'sandbox_broken'
  | 'taken_over'
  | 'lease_lost'
  | 'read_only'
  | 'release_failed'
  | 'unsupported'
  | 'internal'

/** The facts needed to act on an error. Never a key, a token or an address that is a credential. */
export interface SandpitErrorFacts {
  /** The API operation, such as `acquire` or `reset`. */
  readonly operation?: string
  /** The MCP server the sandbox is for, such as `close`. */
  readonly server?: string
  readonly sandboxId?: string
  /** The service's own id for the request, where it gave one. */
  readonly requestId?: string
  /** The HTTP status of the answer. */
  readonly status?: number
  /** How long the service asked to wait before the next call (`Retry-After`), in milliseconds. */
  readonly retryAfterMs?: number
  /** How many times the call was sent. */
  readonly attempts?: number
  /** True when the call may have taken effect although it failed: its answer was lost. */
  readonly outcomeUnknown?: true
  /**
   * The value of the tag `sandpit_acquire`, by which to find what a failed acquire took all the same.
   * There for every acquire that the service heard of, also one that it refused.
   */
  readonly acquireId?: string
  /** One entry for each thing wrong with a seed or a request. */
  readonly issues?: readonly SandpitIssue[]
}

/** One thing wrong with a value: where it is, and what was expected there. */
export interface SandpitIssue {
  /** The way to the value, such as `['leads', 2, 'name']`. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

export interface SandpitErrorOptions extends SandpitErrorFacts {
  readonly cause?: unknown
}

/**
 * The root of everything Sandpit throws: branch on `code`, act on the facts.
 *
 * @example
 * ```ts
 * import { SandpitError } from '@sandpit/client/errors'
 *
 * function isPoolEmpty(error: unknown): boolean {
 *   return error instanceof SandpitError && error.code === 'exhausted'
 * }
 * ```
 */
export class SandpitError extends Error {
  override readonly name = 'SandpitError'
  readonly code: SandpitErrorCode
  readonly facts: SandpitErrorFacts

  constructor(code: SandpitErrorCode, message: string, options: SandpitErrorOptions = {}) {
    const { cause, ...facts } = options
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.facts = facts
  }

  /**
   * An error of any copy of this class is one: a worker's entry has a copy of its own, and two
   * versions of this package may be installed side by side.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'SandpitError' && 'code' in value
  }

  /** The error itself where it is one of ours; anything else as code `internal`, with its cause. */
  static from(error: unknown): SandpitError {
    if (error instanceof SandpitError) return error
    const message = error instanceof Error ? error.message : String(error)
    return new SandpitError('internal', message, { cause: error })
  }
}
