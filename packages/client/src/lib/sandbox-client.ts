import type { SandboxService } from './sandbox-service.ts'
import type {
  AcquiredSandbox,
  AcquireOptions,
  CallOptions,
  ListedSandbox,
  ListOptions,
  SandboxDetails,
  SandboxStatus,
} from './sandbox.ts'

export interface ClientOptions {
  readonly apiKey: string
  /** `us` (default) or `eu`; `baseUrl` overrides it. */
  readonly region?: 'us' | 'eu'
  readonly baseUrl?: string
}

export interface SandboxClient {
  acquire(server: string, options?: AcquireOptions): Promise<AcquiredSandbox>
  get(server: string, sandboxId: string, options?: CallOptions): Promise<SandboxDetails>
  list(options?: ListOptions): Promise<readonly ListedSandbox[]>
  release(server: string, sandboxId: string, options?: CallOptions): Promise<void>
  reset(server: string, sandboxId: string, options?: CallOptions): Promise<SandboxStatus>
  initialize<Seed>(
    service: SandboxService<Seed, unknown>,
    sandboxId: string,
    seed: Seed,
    options?: CallOptions,
  ): Promise<SandboxStatus>
  dump<Dump>(
    service: SandboxService<unknown, Dump>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<Dump>
}
