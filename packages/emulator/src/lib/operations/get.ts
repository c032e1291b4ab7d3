import { sandboxPath, type SandboxPath } from '../sandbox/sandbox-path.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { shownTags } from '../sandbox/shown-tags.ts'
import { model, required } from '../validation/containers.ts'
import { pacificTimestamp } from '../world/timestamps.ts'
import { mcpUrl } from './mcp-url.ts'
import { defineOperation, type Operation } from './operation.ts'

interface GetInput {
  readonly path: SandboxPath
}

/** `GET /sandbox/{server_name}/{sandbox_id}`: the details of a held sandbox. */
export const get: Operation = defineOperation<GetInput>({
  name: 'get',
  method: 'GET',
  path: '/sandbox/:server_name/:sandbox_id',
  input: model<GetInput>({ path: required(sandboxPath) }),
  work({ path }, { registry, origin }) {
    const sandbox = registry.held(path.server_name, path.sandbox_id)
    return {
      sandbox_id: sandbox.id,
      server_url: mcpUrl(origin, sandbox),
      server_name: sandbox.server,
      status: sandbox.status,
      benchmark: sandbox.lease?.terms.benchmark ?? null,
      updated_at: pacificTimestamp(sandbox.updatedAt),
      metadata: null,
      auth_data: authData(sandbox),
      tags: shownTags(sandbox.lease),
    }
  },
})

/** The service's callers find credentials under `access_token`; for Close that is inferred. */
function authData(sandbox: Sandbox): object | null {
  if (sandbox.close === undefined || sandbox.lease === undefined) return null
  return { access_token: sandbox.lease.accessToken }
}
