import type { Context, Hono } from 'hono'

import type { EmulatorCore } from '../core/core.ts'
import { ApiError } from '../http/api-error.ts'
import { loadOnce } from '../http/load-once.ts'
import { type NodeBindings, webResponse } from '../http/web-response.ts'
import type * as StatelessMcp from '../mcp/stateless-mcp.ts'
import { isServerName } from '../sandbox/server-name.ts'
import { attend } from './attend.ts'
import { findMcpServer, type FoundServer } from './mcp-server.ts'

/**
 * Adds the sandboxes' MCP servers at `/<server>/mcp/?instance_id=...`, and those of local
 * sandboxes at `/<server>/mcp/?local_sandbox_id=...`. The id is the credential; what the service
 * says to a dead one is not recorded, so the 404 is inferred.
 *
 * The servers' code is loaded with the first request: it is what would make starting slow.
 */
export function addMcpRoutes(app: Hono, core: EmulatorCore): void {
  const load = loadOnce(() => import('../mcp/stateless-mcp.ts'))
  app.all('/:server/mcp/', async (context) => {
    const server = context.req.param('server')
    const found = findMcpServer(core, server, context.req.query())
    if (found === undefined) throw new ApiError(404, 'No sandbox is held at this address')
    if (context.req.method === 'DELETE') return noSessionToEnd()
    const { serveMcp } = await load()
    return answerMcp(context, core, found, serveMcp)
  })
  app.all('/:server/mcp', redirectMcp)
}

async function answerMcp(
  context: Context,
  core: EmulatorCore,
  { server, sandbox, sandboxId, load }: FoundServer,
  serveMcp: typeof StatelessMcp.serveMcp,
): Promise<Response> {
  const answer = await attend<Response>(core, {
    operation: 'mcp',
    server: isServerName(server) ? server : undefined,
    title: 'message',
    input: '',
    async work() {
      const response = await serveMcp(context.req.raw, await load(), {
        onToolCall: (call) =>
          core.log.add({ ...call, at: core.clock.now(), operation: 'mcp', sandboxId }),
      })
      return { answer: response, sandbox }
    },
  })
  return answer instanceof Response ? answer : webResponse(context.env as NodeBindings, answer)
}

/** An address without its slash is sent on, as the original's framework does. */
function redirectMcp(context: Context): Response {
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
