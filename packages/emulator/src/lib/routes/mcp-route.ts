import type { EmulatorCore } from '../core/core.ts'
import { type Answer, redirect } from '../http/answer.ts'
import { ApiError } from '../http/api-error.ts'
import type { Exchange } from '../http/exchange.ts'
import { loadOnce } from '../http/load-once.ts'
import type { Route } from '../http/route.ts'
import type * as StreamableHttp from '../mcp/streamable-http.ts'
import { isServerName } from '../sandbox/server-name.ts'
import { passThrough } from './pass-through.ts'
import { type EmulatedSystems, findMcpServer, type FoundServer } from './mcp-server.ts'

/**
 * The sandboxes' MCP servers at `/<server>/mcp/?instance_id=...`, and those of local sandboxes at
 * `/<server>/mcp/?local_sandbox_id=...`. The id is the credential; what the service says to a dead
 * one is not recorded, so the 404 is inferred.
 *
 * The servers' code is loaded with the first request: it would make starting slower.
 */
export function mcpRoutes(core: EmulatorCore, systems: EmulatedSystems): readonly Route[] {
  const load = loadOnce(() => import('../mcp/streamable-http.ts'))
  return [
    {
      method: '*',
      path: '/:server/mcp/',
      async answer(exchange, { server = '' }) {
        const found = findMcpServer(core, systems, server, new URLSearchParams(exchange.query))
        if (found === undefined) throw new ApiError(404, 'No sandbox is held at this address')
        return attendMcp(exchange, core, found, await load())
      },
    },
    {
      // An address without its slash is sent on, as the original's framework does.
      method: '*',
      path: '/:server/mcp',
      answer: ({ origin, path, query }) =>
        Promise.resolve(redirect(307, `${origin}${path}/${query === '' ? '' : `?${query}`}`)),
    },
  ]
}

function attendMcp(
  exchange: Exchange,
  core: EmulatorCore,
  { server, sandbox, sandboxId, load }: FoundServer,
  { answerMcp }: typeof StreamableHttp,
): Promise<Answer> {
  return passThrough(core, {
    operation: 'mcp',
    server: isServerName(server) ? server : undefined,
    title: 'message',
    input: '',
    async work() {
      const answer = await answerMcp(exchange, await load(), (call) =>
        core.log.add({ ...call, at: core.clock.now(), operation: 'mcp', sandboxId }),
      )
      return { answer, sandbox, isLogged: true }
    },
  })
}
