import * as z from 'zod/mini'
import { printable } from '../errors/printable.ts'
import { addressFor } from './mcp-address.ts'
import type { ListedSandbox, SandboxDetails, SandboxStatus } from './sandbox.ts'
import { anotherSandbox, isSameId, leadsElsewhere } from './sandbox-id.ts'
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

/** A field the service may leave out or send as null. */
export function optional<Value>(wire: z.ZodMiniType<Value>): z.ZodMiniType<Value | undefined> {
  return z.pipe(
    z.nullish(wire),
    z.transform((value) => value ?? undefined),
  )
}

const longestWord = 200

/**
 * A word of the service's that is shown in messages and sent back in paths: an id, a name, a status.
 * One with a control character, of excessive length, or that leads elsewhere in a path is refused.
 */
export const word: z.ZodMiniType<string> = z
  .string()
  .check(
    z.refine(
      (text) => !leadsElsewhere(text) && printable(text, longestWord) === text,
      'expected a short word',
    ),
  )

/** What the service says of a sandbox in its own words, made fit to be printed. */
export const remark: z.ZodMiniType<string> = z.pipe(
  z.string(),
  z.transform((text) => printable(text)),
)

export const record: z.ZodMiniType<Record<string, unknown>> = z.record(z.string(), z.unknown())
const tags = z.union([z.array(z.string()), record])

/** `CreateSandboxResponse`: `server_url` until January 2026, `server_urls` since. */
export const acquireAnswer: z.ZodMiniType<AcquireAnswer> = z.pipe(
  z.object({
    sandbox_id: word,
    server_name: word,
    status: word,
    server_url: optional(z.string()),
    server_urls: optional(z.record(z.string(), z.string())),
  }),
  z.transform((wire) => ({
    sandboxId: wire.sandbox_id,
    server: wire.server_name,
    status: wire.status,
    serverUrl: wire.server_url,
    serverUrls: wire.server_urls ?? {},
  })),
)

/** `SandboxInfo`. */
export const detailsAnswer: z.ZodMiniType<SandboxDetails> = z.pipe(
  z.object({
    sandbox_id: word,
    server_name: word,
    status: word,
    server_url: optional(z.string()),
    server_urls: optional(z.record(z.string(), z.string())),
    benchmark: optional(remark),
    updated_at: optional(remark),
    metadata: optional(record),
    auth_data: optional(record),
    tags: optional(tags),
  }),
  z.transform((wire) =>
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
  ),
)

const listItem = z.pipe(
  z.object({
    sandbox_id: word,
    server_name: word,
    status: word,
    benchmark: optional(remark),
    tags: optional(tags),
    updated_at: optional(remark),
  }),
  z.transform((wire) => ({
    sandboxId: wire.sandbox_id,
    server: wire.server_name,
    status: wire.status,
    benchmark: wire.benchmark,
    tags: wire.tags,
    updatedAt: wire.updated_at,
  })),
)

/** `ListSandboxesResponse`. */
export const listAnswer: z.ZodMiniType<readonly ListedSandbox[]> = z.pipe(
  z.object({ sandboxes: z.array(listItem) }),
  z.transform((wire) => wire.sandboxes),
)

/** `ReleaseSandboxResponse`, `ResetSandboxResponse` and `InitializeSandboxResponse` are alike. */
export const statusAnswer: z.ZodMiniType<StatusAnswer> = z.pipe(
  z.object({ sandbox_id: word, status: word }),
  z.transform((wire) => ({ sandboxId: wire.sandbox_id, status: wire.status })),
)

const dumpEnvelope = z.object({ data: z.unknown(), sandbox_id: optional(word) })

/**
 * What a dump answers, its `data` read by the service's own contract. An envelope around that
 * contract would be a schema of each call's own, which zod makes code for.
 */
export function dumpAnswer<Dump>(
  data: z.core.$ZodType<Dump>,
  sandboxId?: string,
): z.ZodMiniType<Dump> {
  return z.pipe(
    dumpEnvelope,
    z.transform((wire, context) => {
      const { sandbox_id: about } = wire
      if (about !== undefined && sandboxId !== undefined && !isSameId(about, sandboxId)) {
        context.issues.push({ code: 'custom', ...anotherSandbox, input: undefined })
        return z.NEVER
      }
      const parsed = z.safeParse(data, wire.data)
      if (parsed.success) return parsed.data
      for (const issue of parsed.error.issues)
        context.issues.push({ ...issue, path: ['data', ...issue.path], input: undefined })
      return z.NEVER
    }),
  )
}

/** For the operations whose answer is documented as `{}`: any JSON will do, even none. */
export const anyAnswer: z.ZodMiniType = z.unknown()

/** `HTTPValidationError`. */
export const validationAnswer: z.ZodMiniType<{
  detail: { loc: (string | number)[]; msg: string }[]
}> = z.object({
  detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
})
