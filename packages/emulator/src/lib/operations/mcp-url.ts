import type { Sandbox } from '../sandbox/sandbox.ts'

/** Where a held sandbox's MCP server is. The instance id in it is the credential. */
export function mcpUrl(origin: string, sandbox: Sandbox): string | null {
  if (sandbox.lease === undefined) return null
  return `${origin}/${sandbox.server}/mcp/?instance_id=${sandbox.lease.instanceId}`
}
