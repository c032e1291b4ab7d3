import type { LocalServer, UnlistedServer } from './server-name.ts'
import type { AcquireOptions, CallOptions, SandboxStatus } from './sandbox.ts'

/** The servers to run in a local sandbox, or every one there is. */
export type LocalServers = readonly (LocalServer | UnlistedServer)[] | 'ALL'

export interface AcquireLocalOptions extends CallOptions {
  readonly benchmark?: AcquireOptions['benchmark']
  /** Asks for the sandbox of one test account. */
  readonly testAccountEmail?: string
  /** Newer public document only: seconds until the service releases it by itself, 60 to 86,400. */
  readonly ttlSeconds?: number
}

/** Where the archive of a workspace is kept on its way; newer public document only. Default `us`. */
export interface LocalTransferOptions extends CallOptions {
  readonly region?: 'us' | 'asia' | (string & {})
}

/** A virtual machine that runs several MCP servers over one workspace. */
export interface LocalSandboxDetails {
  readonly localSandboxId: string
  readonly status: SandboxStatus | undefined
  readonly benchmark: string | undefined
  /** When it was made; an acquire does not say. */
  readonly createdAt: string | undefined
  readonly servers: readonly LocalSandboxServer[]
}

/** One of the servers that a local sandbox runs. */
export interface LocalSandboxServer {
  readonly id: string
  readonly server: string | undefined
  /** Where its MCP server is. The address is the credential: never log it. */
  readonly mcpUrl: string | undefined
  readonly status: SandboxStatus | undefined
  readonly benchmark: string | undefined
  readonly updatedAt: string | undefined
  readonly metadata: Readonly<Record<string, unknown>> | undefined
  /** Newer public document only. Credentials: never log them. */
  readonly authData: Readonly<Record<string, unknown>> | undefined
}

/** A signed address: whoever knows it may use it, so `url` is not enumerable. */
export interface SignedUrl {
  readonly url: string
  readonly expiresInMinutes: number
}

/** One page of an execution's log; newer public document only. */
export interface ExecutionLog {
  readonly status: string
  readonly logs: string
  /** The byte to ask from next. */
  readonly cursor: number
}
