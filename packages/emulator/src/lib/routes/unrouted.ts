import type { Context } from 'hono'

import { matchesPath } from '../http/route.ts'
import { OPERATIONS } from './operations.ts'

/** What the service's framework answers when no operation matches: 405, 307 or 404. */
export function unrouted(context: Context): Response {
  const { path } = context.req
  const wrongMethod = OPERATIONS.find((operation) => matchesPath(operation.path, path))
  if (wrongMethod !== undefined) {
    const headers = { allow: wrongMethod.method }
    return Response.json({ detail: 'Method Not Allowed' }, { status: 405, headers })
  }
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  if (OPERATIONS.some((operation) => matchesPath(operation.path, other))) {
    const location = new URL(context.req.url)
    location.pathname = other
    return new Response(null, { status: 307, headers: { location: location.href } })
  }
  return Response.json({ detail: 'Not Found' }, { status: 404 })
}
