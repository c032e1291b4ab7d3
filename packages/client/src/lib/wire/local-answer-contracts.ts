import * as z from 'zod/mini'
import type { ExecutionLog, LocalSandboxDetails, SignedUrl } from './local-sandbox.ts'
import { withSecrets } from './secret-properties.ts'
import { optional, record, remark, word } from './answer-contracts.ts'

/** `LocalSandboxServerItem`. */
const localServer = z.pipe(
  z.object({
    id: word,
    server_name: optional(word),
    mcp_server_url: optional(z.string()),
    status: optional(word),
    benchmark: optional(remark),
    updated_at: optional(remark),
    metadata: optional(record),
    auth_data: optional(record),
  }),
  z.transform((wire) =>
    withSecrets(
      {
        id: wire.id,
        server: wire.server_name,
        status: wire.status,
        benchmark: wire.benchmark,
        updatedAt: wire.updated_at,
        metadata: wire.metadata,
      },
      { mcpUrl: wire.mcp_server_url, authData: wire.auth_data },
    ),
  ),
)

/** `AcquireLocalSandboxResponse` and `LocalSandboxInfo`: the first lacks `created_at`. */
export const localSandboxAnswer: z.ZodMiniType<LocalSandboxDetails> = z.pipe(
  z.object({
    local_sandbox_id: word,
    status: optional(word),
    benchmark: optional(remark),
    created_at: optional(remark),
    servers: z.array(localServer),
  }),
  z.transform((wire) => ({
    localSandboxId: wire.local_sandbox_id,
    status: wire.status,
    benchmark: wire.benchmark,
    createdAt: wire.created_at,
    servers: wire.servers,
  })),
)

/** `ListLocalSandboxesResponse`. */
export const localListAnswer: z.ZodMiniType<readonly LocalSandboxDetails[]> = z.pipe(
  z.object({ local_sandboxes: z.array(localSandboxAnswer) }),
  z.transform((wire) => wire.local_sandboxes),
)

/** `UploadUrlResponse`, and its like for executions. */
export const uploadUrlAnswer: z.ZodMiniType<SignedUrl> = z.pipe(
  z.object({ upload_url: z.string(), expires_in_minutes: z.number() }),
  z.transform((wire) =>
    withSecrets({ expiresInMinutes: wire.expires_in_minutes }, { url: wire.upload_url }),
  ),
)

/** `DumpUrlResponse`, and its like for artifacts. */
export const downloadUrlAnswer: z.ZodMiniType<SignedUrl> = z.pipe(
  z.object({ download_url: z.string(), expires_in_minutes: z.number() }),
  z.transform((wire) =>
    withSecrets({ expiresInMinutes: wire.expires_in_minutes }, { url: wire.download_url }),
  ),
)

/** `ExecutionStatusResponse`. */
export const executionStatusAnswer: z.ZodMiniType<string> = z.pipe(
  z.object({ status: word }),
  z.transform((wire) => wire.status),
)

/** `ExecutionLogsResponse`. */
export const executionLogAnswer: z.ZodMiniType<ExecutionLog> = z.pipe(
  z.object({ status: z.string(), logs: optional(z.string()), cursor: optional(z.number()) }),
  z.transform((wire) => ({ ...wire, logs: wire.logs ?? '', cursor: wire.cursor ?? 0 })),
)
