import { Hono } from 'hono'
import type { Context } from 'hono'

import { ApiError } from './api-error.ts'
import type { EmulatorCore } from './core.ts'
import { createKeyCheck } from './http/api-key.ts'
import { BrokenConnection } from './http/broken-connection.ts'
import { exchangeOf, jsonAnswer } from './http/exchange.ts'
import { addControlRoutes } from './http/control-routes.ts'
import { addMcpRoutes } from './http/mcp-route.ts'
import { answerOperation } from './http/operation-route.ts'
import { addPageRoutes } from './http/page-routes.ts'
import { addRestRoutes } from './http/rest-route.ts'
import { addStorageRoutes } from './http/storage-routes.ts'
import { unrouted } from './http/unrouted.ts'
import { acquireLocal } from './operations/acquire-local.ts'
import { acquire } from './operations/acquire.ts'
import { dumpClose } from './operations/dump-close.ts'
import { dump } from './operations/dump.ts'
import { get } from './operations/get.ts'
import { initializeClose } from './operations/initialize-close.ts'
import { initialize } from './operations/initialize.ts'
import { list } from './operations/list.ts'
import { getLocal, listLocal, releaseLocal, resetLocal } from './operations/local-lifecycle.ts'
import { dumpLocal, initializeLocal, uploadUrl } from './operations/local-transfer.ts'
import type { Operation } from './operations/operation.ts'
import { prepare } from './operations/prepare.ts'
import { release } from './operations/release.ts'
import { reset } from './operations/reset.ts'

/** Close's own paths come first: `/sandbox/:server_name/...` would match them too. */
export const OPERATIONS: readonly Operation[] = [
  initializeClose,
  dumpClose,
  initialize,
  dump,
  list,
  prepare,
  acquire,
  get,
  release,
  reset,
  listLocal,
  acquireLocal,
  getLocal,
  releaseLocal,
  resetLocal,
  uploadUrl,
  initializeLocal,
  dumpLocal,
]

/** The emulator as routes of a fetch-shaped application. */
export function createApp(core: EmulatorCore): Hono {
  const app = new Hono()
  const checkKey = createKeyCheck(core.apiKey)
  for (const operation of OPERATIONS) {
    app.on(operation.method, operation.path, (context) => {
      // Hono answers HEAD by the GET route; the service's framework does not.
      if (context.req.method === 'HEAD') return unrouted(context, OPERATIONS)
      return answerOperation(context, operation, core, checkKey)
    })
  }
  addRestRoutes(app, core)
  addMcpRoutes(app, core)
  addStorageRoutes(app, core)
  addPageRoutes(app, core, checkKey)
  addControlRoutes(app, core, checkKey)
  app.notFound((context) => unrouted(context, OPERATIONS))
  app.onError(answerError)
  return app
}

function answerError(error: Error, context: Context): Response {
  if (error instanceof ApiError) {
    const { status, detail, headers } = error
    return exchangeOf(context).send(jsonAnswer(status, { detail }, headers))
  }
  if (error instanceof BrokenConnection) throw error
  return context.text('Internal Server Error', 500)
}
