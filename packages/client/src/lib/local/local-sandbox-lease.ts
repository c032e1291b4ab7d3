import type { LocalSandboxDetails, LocalSandboxServer } from '../wire/local-sandbox.ts'
import type { CallOptions, SandboxStatus } from '../wire/sandbox.ts'
import type { DownloadOptions, WorkspaceOptions } from './workspace-transfer.ts'

/** The calls that a lease makes of `client.local`, for the machine that it holds. */
export interface LeasedLocalCalls {
  uploadWorkspace(id: string, directory: string, options?: WorkspaceOptions): Promise<SandboxStatus>
  downloadWorkspace(id: string, directory: string, options?: DownloadOptions): Promise<void>
  reset(id: string, options?: CallOptions): Promise<void>
  release(id: string, options?: CallOptions): Promise<void>
}

/**
 * A local sandbox that releases itself at the end of its scope.
 *
 * @example
 * ```ts
 * await using sandbox = await client.local.lease(['filesystem', 'git'])
 * await sandbox.uploadWorkspace('./fixtures/project')
 * ```
 */
export class LocalSandboxLease implements AsyncDisposable {
  readonly localSandboxId: string
  readonly servers: readonly LocalSandboxServer[]
  readonly #local: LeasedLocalCalls
  #released: Promise<void> | undefined

  constructor(local: LeasedLocalCalls, sandbox: LocalSandboxDetails) {
    this.localSandboxId = sandbox.localSandboxId
    this.servers = sandbox.servers
    this.#local = local
  }

  /** See `LocalSandboxes.uploadWorkspace`. */
  uploadWorkspace(directory: string, options?: WorkspaceOptions): Promise<SandboxStatus> {
    return this.#local.uploadWorkspace(this.localSandboxId, directory, options)
  }

  /** See `LocalSandboxes.downloadWorkspace`. */
  downloadWorkspace(directory: string, options?: DownloadOptions): Promise<void> {
    return this.#local.downloadWorkspace(this.localSandboxId, directory, options)
  }

  /** Brings the machine and its servers back to where they began. */
  reset(options?: CallOptions): Promise<void> {
    return this.#local.reset(this.localSandboxId, options)
  }

  /** Gives the machine up, once however often it is asked; a release that failed is tried again. */
  release(options?: CallOptions): Promise<void> {
    this.#released ??= this.#local.release(this.localSandboxId, options).catch((error: unknown) => {
      this.#released = undefined
      throw error
    })
    return this.#released
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release()
  }
}
