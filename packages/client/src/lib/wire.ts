import { z } from 'zod'
import type { AcquireOptions, ListedSandbox, SandboxDetails, SandboxStatus } from './sandbox.ts'
import { withSecrets } from './secret-properties.ts'

/** What an acquire answers; every generation of the service gives the address differently. */
export interface AcquireAnswer {
  readonly sandboxId: string
  readonly server: string
  readonly status: SandboxStatus
  readonly serverUrl: string | undefined
  readonly serverUrls: Readonly<Record<string, string>>
}

export interface StatusAnswer {
  readonly sandboxId: string
  readonly status: SandboxStatus
}

const optional = <Wire extends z.ZodType>(wire: Wire) =>
  wire.nullish().transform((value) => value ?? undefined)

const status: z.ZodType<SandboxStatus, string> = z.string()
const tags = z.union([z.array(z.string()), z.record(z.string(), z.unknown())])
const record = z.record(z.string(), z.unknown())

/** `CreateSandboxResponse`: `server_url` until January 2026, `server_urls` since. */
export const acquireAnswer: z.ZodType<AcquireAnswer> = z
  .object({
    sandbox_id: z.string(),
    server_name: z.string(),
    status,
    server_url: optional(z.string()),
    server_urls: optional(z.record(z.string(), z.string())),
  })
  .transform((wire) => ({
    sandboxId: wire.sandbox_id,
    server: wire.server_name,
    status: wire.status,
    serverUrl: wire.server_url,
    serverUrls: wire.server_urls ?? {},
  }))

/** `SandboxInfo`. */
export const detailsAnswer: z.ZodType<SandboxDetails> = z
  .object({
    sandbox_id: z.string(),
    server_name: z.string(),
    status,
    server_url: optional(z.string()),
    server_urls: optional(z.record(z.string(), z.string())),
    benchmark: optional(z.string()),
    updated_at: optional(z.string()),
    metadata: optional(record),
    auth_data: optional(record),
    tags: optional(tags),
  })
  .transform((wire) =>
    withSecrets(
      {
        sandboxId: wire.sandbox_id,
        server: wire.server_name,
        status: wire.status,
        benchmark: wire.benchmark,
        updatedAt: wire.updated_at,
        metadata: wire.metadata,
        tags: wire.tags,
      },
      {
        mcpUrl: wire.server_url ?? addressFor(wire.server_name, wire.server_urls ?? {}),
        authData: wire.auth_data,
      },
    ),
  )

/** `ListSandboxesResponse`. */
export const listAnswer: z.ZodType<readonly ListedSandbox[]> = z
  .object({
    sandboxes: z.array(
      z
        .object({
          sandbox_id: z.string(),
          server_name: z.string(),
          status,
          benchmark: optional(z.string()),
          tags: optional(tags),
          updated_at: optional(z.string()),
        })
        .transform((wire) => ({
          sandboxId: wire.sandbox_id,
          server: wire.server_name,
          status: wire.status,
          benchmark: wire.benchmark,
          tags: wire.tags,
          updatedAt: wire.updated_at,
        })),
    ),
  })
  .transform((wire) => wire.sandboxes)

/** `ReleaseSandboxResponse`, `ResetSandboxResponse` and `InitializeSandboxResponse` are alike. */
export const statusAnswer: z.ZodType<StatusAnswer> = z
  .object({ sandbox_id: z.string(), status })
  .transform((wire) => ({ sandboxId: wire.sandbox_id, status: wire.status }))

/** What a dump answers, its `data` read by the service's own contract. */
export function dumpAnswer<Dump>(data: z.ZodType<Dump>): z.ZodType<Dump> {
  return z.object({ data }).transform((wire) => wire.data)
}

/** `HTTPValidationError`. */
export const validationAnswer: z.ZodType<{
  detail: { loc: (string | number)[]; msg: string }[]
}> = z.object({
  detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
})

/** `AcquireSandboxRequest`; nothing at all when nothing was asked for, as the older page allows. */
export function acquireBody(options: AcquireOptions): object | undefined {
  const body = {
    benchmark: options.benchmark,
    test_account_email: options.testAccountEmail,
    tags: options.tags,
    tag: options.tag,
    ttl_seconds: options.ttlSeconds,
  }
  return Object.values(body).some((value) => value !== undefined) ? body : undefined
}

/**
 * The MCP address among `server_urls`: under the server's own name in any spelling (`Cal.com`
 * became `cal.com`), or else the only one there.
 */
export function addressFor(
  server: string,
  urls: Readonly<Record<string, string>>,
): string | undefined {
  const named = Object.entries(urls).find(([name]) => name.toLowerCase() === server.toLowerCase())
  const all = Object.values(urls)
  return named?.[1] ?? (all.length === 1 ? all[0] : undefined)
}
