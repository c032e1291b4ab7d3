import type { Context, Hono } from 'hono'

import { ApiError } from '../api-error.ts'
import type { EmulatorCore } from '../core.ts'
import type * as CloseMcpServer from '../mcp/close-mcp-server.ts'
import { attend } from './attend.ts'
import { loadOnce } from './load-once.ts'
import { type NodeBindings, webResponse } from './web-response.ts'

/**
 * Adds Close's MCP server at `/close/mcp/?instance_id=...`. The instance id is the credential;
 * what the service says to a dead one is not recorded, so the 404 is inferred.
 *
 * The server's code is loaded with the first request: it is what would make starting slow.
 */
export function addMcpRoutes(app: Hono, core: EmulatorCore): void {
  const load = loadOnce(() => import('../mcp/close-mcp-server.ts'))
  app.all('/close/mcp/', (context) => answerMcp(context, core, load))
  app.all('/close/mcp', redirectMcp)
}

type LoadServer = () => Promise<typeof CloseMcpServer>

async function answerMcp(
  context: Context,
  core: EmulatorCore,
  load: LoadServer,
): Promise<Response> {
  const sandbox = core.registry.atInstance(context.req.query('instance_id') ?? '')
  const close = sandbox?.close
  if (close === undefined) throw new ApiError(404, 'No sandbox is held at this address')
  if (context.req.method === 'DELETE') return noSessionToEnd()
  const { serveCloseMcp } = await load()
  const open = () => ({ store: close.store, now: core.clock.now() })
  const answer = await attend<Response>(core, {
    operation: 'mcp',
    server: 'close',
    title: 'message',
    input: '',
    async work() {
      const response = await serveCloseMcp(context.req.raw, {
        quirks: core.quirks,
        open,
        onToolCall(call) {
          core.log.add({ ...call, at: core.clock.now(), operation: 'mcp', sandboxId: sandbox?.id })
        },
      })
      return { answer: response, sandbox }
    },
  })
  return answer instanceof Response ? answer : webResponse(context.env as NodeBindings, answer)
}

/** `/close/mcp` without its slash is sent on, as the original's framework does. */
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
