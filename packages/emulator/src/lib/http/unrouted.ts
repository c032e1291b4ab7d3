import type { Context } from 'hono'

import type { Operation } from '../operations/operation.ts'

/** What the service's framework answers when no operation matches: 405, 307 or 404. */
export function unrouted(context: Context, operations: readonly Operation[]): Response {
  const { path } = context.req
  const wrongMethod = operations.find((operation) => matches(operation, path))
  if (wrongMethod !== undefined) {
    const headers = { allow: wrongMethod.method }
    return Response.json({ detail: 'Method Not Allowed' }, { status: 405, headers })
  }
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  if (operations.some((operation) => matches(operation, other))) {
    const location = new URL(context.req.url)
    location.pathname = other
    return new Response(null, { status: 307, headers: { location: location.href } })
  }
  return Response.json({ detail: 'Not Found' }, { status: 404 })
}

function matches(operation: Operation, path: string): boolean {
  const pattern = operation.path.split('/')
  const actual = path.split('/')
  return (
    pattern.length === actual.length &&
    pattern.every((part, index) => {
      const step = actual[index] ?? ''
      return part.startsWith(':') ? step !== '' : part === step
    })
  )
}
