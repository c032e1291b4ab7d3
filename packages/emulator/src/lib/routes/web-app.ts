import { type Context, Hono, type MiddlewareHandler } from 'hono'

import type { EmulatorCore } from '../core/core.ts'
import { failureAnswer } from '../http/answer.ts'
import type { KeyCheck } from '../http/api-key.ts'
import { BrokenConnection } from '../http/broken-connection.ts'
import { readBytes } from '../http/read-bytes.ts'
import { type NodeBindings, webResponse } from '../http/web-response.ts'
import { addMcpRoutes } from './mcp-route.ts'
import { addPageRoutes } from './page-routes.ts'
import { addStorageRoutes } from './storage-routes.ts'
import { unrouted } from './unrouted.ts'

/** Everything else that the emulator serves: MCP, archives, the page, and what there is not. */
export function createWebApp(core: EmulatorCore, checkKey: KeyCheck): Hono {
  const app = new Hono()
  // Archives pass through as streams and may be of any size.
  app.post('/:server/mcp/', limit)
  app.post('/_sandpit/*', limit)
  addMcpRoutes(app, core)
  addStorageRoutes(app, core)
  addPageRoutes(app, core, checkKey)
  app.notFound(unrouted)
  app.onError(answerError)
  return app
}

/** Reads the body before anything else does, and no more of it than the limit. */
const limit: MiddlewareHandler = async (context, next) => {
  const { method, headers, url } = context.req.raw
  const body = await readBytes(context.req.raw)
  context.req.raw = new Request(url, { method, headers, body: Buffer.from(body) })
  await next()
}

function answerError(error: Error, context: Context): Response {
  if (error instanceof BrokenConnection) throw error
  return webResponse(context.env as NodeBindings, failureAnswer(error))
}
