import { Hono } from 'hono'
import type { Context } from 'hono'

import { ApiError } from './api-error.ts'
import { readBody } from './http/json-body.ts'
import { answerMcp, type McpRouteOptions, redirectMcp } from './http/mcp-route.ts'
import { acquire } from './operations/acquire.ts'
import { dumpClose } from './operations/dump-close.ts'
import { get } from './operations/get.ts'
import { initializeClose } from './operations/initialize-close.ts'
import { list } from './operations/list.ts'
import type { Operation, OperationName } from './operations/operation.ts'
import { release } from './operations/release.ts'
import { reset } from './operations/reset.ts'
import { answerRest, REST_PATH } from './http/rest-route.ts'
import { unrouted } from './http/unrouted.ts'

/** Close's own paths come first: `/sandbox/:server_name/...` would match them too. */
const OPERATIONS: readonly Operation[] = [
  initializeClose,
  dumpClose,
  list,
  acquire,
  get,
  release,
  reset,
]

export interface AppOptions extends McpRouteOptions {
  /** Throws an `ApiError` unless the header carries the key. */
  checkKey(authorization: string | undefined): void
  /** How long an operation takes, in milliseconds. */
  latencyMs(operation: OperationName): number
  /** Told about each operation that is about to be worked on. */
  onCall(operation: OperationName): void
}

/** The API as routes of a fetch-shaped application. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono()
  for (const operation of OPERATIONS) {
    app.on(operation.method, operation.path, (context) => answer(operation, context, options))
  }
  app.all(`${REST_PATH}*`, (context) => answerRest(context, options))
  app.all('/close/mcp/', (context) => answerMcp(context, options))
  app.all('/close/mcp', redirectMcp)
  app.notFound((context) => unrouted(context, OPERATIONS))
  app.onError((error, context) => refusal(error, context))
  return app
}

/** The service parses the body first, then looks at the key, then at everything else. */
async function answer(
  operation: Operation,
  context: Context,
  options: AppOptions,
): Promise<Response> {
  const { req } = context
  // Hono answers HEAD by the GET route; the service's framework does not.
  if (req.method !== operation.method) return unrouted(context, OPERATIONS)
  const body = readBody(await req.arrayBuffer(), req.header('content-type'))
  options.checkKey(req.header('authorization'))
  const work = operation.prepare({
    path: req.param(),
    query: lastOfEach(req.queries()),
    ...(body !== undefined && { body }),
  })
  options.onCall(operation.name)
  await wait(options, operation.name)
  // From here on nothing waits: the work is whole even when the caller has gone away.
  const { registry, clock } = options
  const result = work({ registry, origin: originOf(req.url), now: () => clock.now() })
  return context.json(result, operation.status)
}

async function wait(options: AppOptions, operation: OperationName): Promise<void> {
  const latencyMs = options.latencyMs(operation)
  if (latencyMs > 0) await options.clock.sleep(latencyMs)
}

/** Of a parameter that comes twice, the last one counts. */
function lastOfEach(queries: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.at(-1) ?? '']),
  )
}

function originOf(url: string): string {
  return url.slice(0, url.indexOf('/', url.indexOf('//') + 2))
}

function refusal(error: Error, context: Context): Response {
  if (error instanceof ApiError) {
    return Response.json({ detail: error.detail }, { status: error.status, headers: error.headers })
  }
  return context.text('Internal Server Error', 500)
}
