/** `idle` in the pool, `occupied` by somebody, in `error`; a newer service may name others. */
export type SandboxStatus = 'idle' | 'occupied' | 'error' | (string & {})

/** What every call takes. */
export interface CallOptions {
  /** Gives the call up; it rejects with code `aborted`. */
  readonly signal?: AbortSignal
  /** How long the call may take in all, retries included, in milliseconds. */
  readonly timeoutMs?: number
}

export interface ReleaseOptions extends CallOptions {
  /**
   * How long ago somebody else acquired it, in milliseconds. A service may take 10 s (inferred) to
   * show what it gave, and until then its 404 does not count as released. Default: longer ago.
   */
  readonly takenMsAgo?: number
}

export interface AcquireOptions extends CallOptions {
  readonly benchmark?: 'MCP_Atlas' | 'Toolathlon' | (string & {})
  /** Asks for the sandbox of one test account instead of any idle one. */
  readonly testAccountEmail?: string
  /** The client adds `sandpit_acquire`, a value of its own each, unless it is given here. */
  readonly tags?: Readonly<Record<string, string>>
  /** Newer public document only: seconds until the service releases the sandbox by itself, 60 to 86,400. */
  readonly ttlSeconds?: number
  /** Newer public document only, where it takes the place of `tags`. */
  readonly tag?: string
}

/** A sandbox just taken out of the pool. */
export interface AcquiredSandbox {
  readonly sandboxId: string
  readonly server: string
  /** Where its MCP server is. The address is the credential: never log it. */
  readonly mcpUrl: string
  readonly status: SandboxStatus
  /** The value of the tag `sandpit_acquire` that it carries: `findTagged` finds it by that. */
  readonly acquireId: string
  /**
   * Whether the acquire was sent again after a try that may have taken another one, which carries
   * the same tag. `release` gives that back too; whoever keeps a journal may want to know before.
   */
  readonly mayHaveTakenMore: boolean
}

/** What the service says about one sandbox. */
export interface SandboxDetails {
  readonly sandboxId: string
  readonly server: string
  readonly mcpUrl: string | undefined
  readonly status: SandboxStatus
  readonly benchmark: string | undefined
  readonly updatedAt: string | undefined
  readonly metadata: Readonly<Record<string, unknown>> | undefined
  /** Credentials for the system behind the sandbox: never log them. */
  readonly authData: Readonly<Record<string, unknown>> | undefined
  /** An object in the reference, a list of strings in the newer public document. */
  readonly tags: Readonly<Record<string, unknown>> | readonly string[] | undefined
}

export interface ListOptions extends CallOptions {
  /** Only sandboxes that carry all of these. */
  readonly tags?: Readonly<Record<string, string>>
  /** Newer public document only, where it takes the place of `tags`. */
  readonly tag?: string
  /** Newer public document only: one server's sandboxes; its case does not matter. */
  readonly server?: string
}

/** One of the account's sandboxes, as the list of a server shows it. */
export interface ListedSandbox {
  readonly sandboxId: string
  readonly server: string
  readonly status: SandboxStatus
  readonly benchmark: string | undefined
  readonly tags: Readonly<Record<string, unknown>> | readonly string[] | undefined
  readonly updatedAt: string | undefined
}
