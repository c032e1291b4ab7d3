import type { Context } from 'hono'

import { ApiError } from '../api-error.ts'
import type { CloseSandbox } from '../close/close-sandbox.ts'
import type { Clock } from '../clock.ts'
import type { SandboxRegistry } from '../sandbox/sandbox-registry.ts'

export interface McpRouteOptions {
  readonly registry: SandboxRegistry
  readonly clock: Clock
  /** Whether tools keep the bugs of the original that an agent would meet. */
  readonly quirks: boolean
}

/**
 * Answers Close's MCP server at `/close/mcp/?instance_id=...`. The instance id is the credential;
 * what the service says to a dead one is not recorded, so the 404 is inferred.
 *
 * The server's code is loaded with the first request: it is what would make starting slow.
 */
export async function answerMcp(context: Context, options: McpRouteOptions): Promise<Response> {
  const close = closeAt(context, options)
  if (context.req.method === 'DELETE') return noSessionToEnd()
  const { serveCloseMcp } = await import('../mcp/close-mcp-server.ts')
  return serveCloseMcp(context.req.raw, {
    quirks: options.quirks,
    open: () => ({ store: close.store, now: options.clock.now() }),
  })
}

/** `/close/mcp` without its slash is sent on, as the original's framework does. */
export function redirectMcp(context: Context): Response {
  const url = new URL(context.req.url)
  url.pathname += '/'
  return new Response(null, { status: 307, headers: { location: url.href } })
}

/** The original keeps no sessions and says so; the SDK's transport would answer 200. */
function noSessionToEnd(): Response {
  const message = 'Method Not Allowed: Session termination not supported'
  const error = { code: -32_600, message }
  return Response.json({ jsonrpc: '2.0', id: 'server-error', error }, { status: 405 })
}

function closeAt(context: Context, { registry }: McpRouteOptions): CloseSandbox {
  const close = registry.atInstance(context.req.query('instance_id') ?? '')?.close
  if (close === undefined) throw new ApiError(404, 'No sandbox is held at this address')
  return close
}
