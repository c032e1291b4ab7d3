import type { AcquireLocalOptions, LocalServers } from './local-sandbox.ts'
import type { AcquireOptions } from './sandbox.ts'

/** `AcquireSandboxRequest`. */
export function acquireBody(options: AcquireOptions): object {
  return {
    benchmark: options.benchmark,
    test_account_email: options.testAccountEmail,
    tags: options.tags,
    tag: options.tag,
    ttl_seconds: options.ttlSeconds,
  }
}

/** `AcquireLocalSandboxRequest`. */
export function acquireLocalBody(servers: LocalServers, options: AcquireLocalOptions): object {
  return {
    server_names: servers,
    benchmark: options.benchmark,
    test_account_email: options.testAccountEmail,
    ttl_seconds: options.ttlSeconds,
  }
}
