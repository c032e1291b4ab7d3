import type { ParsedSeed } from '../seeds/parsed-seed.ts'
import type { SandboxService } from '../seeds/sandbox-service.ts'
import type { AcquiredSandbox, CallOptions, SandboxStatus } from '../wire/sandbox.ts'

/** The calls that a lease makes of its client, for the sandbox that it holds. */
export interface LeasedCalls {
  initialize<Seed>(
    service: SandboxService<Seed, unknown>,
    sandboxId: string,
    seed: NoInfer<Seed | ParsedSeed<Seed>>,
    options?: CallOptions,
  ): Promise<SandboxStatus>
  dump<Dump>(
    service: SandboxService<unknown, Dump>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<Dump>
  reset(server: string, sandboxId: string, options?: CallOptions): Promise<SandboxStatus>
  release(server: string, sandboxId: string, options?: CallOptions): Promise<void>
}

/**
 * A sandbox that releases itself at the end of its scope.
 *
 * @example
 * ```ts
 * await using sandbox = await client.lease('close')
 * await runMyAgent(sandbox.mcpUrl)
 * ```
 */
export class SandboxLease implements AsyncDisposable {
  readonly sandboxId: string
  readonly server: string
  readonly #client: LeasedCalls
  readonly #sandbox: AcquiredSandbox
  #released: Promise<void> | undefined

  constructor(client: LeasedCalls, sandbox: AcquiredSandbox) {
    this.sandboxId = sandbox.sandboxId
    this.server = sandbox.server
    this.#client = client
    this.#sandbox = sandbox
  }

  /** Where its MCP server is. The address is the credential: never log it. */
  get mcpUrl(): string {
    return this.#sandbox.mcpUrl
  }

  /** Adds a seed to what the sandbox holds; see `SandboxClient.initialize`. */
  initialize<Seed>(
    service: SandboxService<Seed, unknown>,
    seed: NoInfer<Seed | ParsedSeed<Seed>>,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    return this.#client.initialize(service, this.sandboxId, seed, options)
  }

  /** What the sandbox holds now; see `SandboxClient.dump`. */
  dump<Dump>(service: SandboxService<unknown, Dump>, options?: CallOptions): Promise<Dump> {
    return this.#client.dump(service, this.sandboxId, options)
  }

  /** Empties the sandbox; see `SandboxClient.reset`. */
  reset(options?: CallOptions): Promise<SandboxStatus> {
    return this.#client.reset(this.server, this.sandboxId, options)
  }

  /** Gives the sandbox back, once however often it is asked; a release that failed is tried again. */
  release(options?: CallOptions): Promise<void> {
    this.#released ??= this.#client
      .release(this.server, this.sandboxId, options)
      .catch((error: unknown) => {
        this.#released = undefined
        throw error
      })
    return this.#released
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release()
  }
}
