import { pacificTimestamp } from '../world/timestamps.ts'
import type { EmulatedLocalSandbox } from './local-sandbox.ts'

/** A local sandbox as the API shows it. */
export function localSandboxView(sandbox: EmulatedLocalSandbox, origin: string): object {
  return {
    local_sandbox_id: sandbox.id,
    created_at: pacificTimestamp(sandbox.createdAt),
    status: 'occupied',
    benchmark: sandbox.terms.benchmark,
    servers: localServersView(sandbox, origin),
  }
}

/** Its servers, with addresses in the recorded form. Behind them, `filesystem` has tools. */
export function localServersView(sandbox: EmulatedLocalSandbox, origin: string): readonly object[] {
  return sandbox.servers.map(({ id, name }) => ({
    server_name: name,
    id,
    mcp_server_url: `${origin}/${name}/mcp/?local_sandbox_id=${sandbox.id}`,
    status: 'occupied',
    benchmark: sandbox.terms.benchmark,
    updated_at: pacificTimestamp(sandbox.createdAt),
    metadata: null,
    auth_data: null,
    tags: null,
  }))
}
