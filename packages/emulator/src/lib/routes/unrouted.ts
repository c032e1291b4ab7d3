import { type Answer, jsonAnswer, redirect } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import { matchesPath } from '../http/route.ts'
import { OPERATIONS } from './operations.ts'

/** What the service's framework answers when no operation matches: 405, 307 or 404. */
export function unrouted({ origin, path, query }: Exchange): Answer {
  const wrongMethod = OPERATIONS.find((operation) => matchesPath(operation.path, path))
  if (wrongMethod !== undefined) {
    return jsonAnswer(405, { detail: 'Method Not Allowed' }, { allow: wrongMethod.method })
  }
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  if (!OPERATIONS.some((operation) => matchesPath(operation.path, other))) {
    return jsonAnswer(404, { detail: 'Not Found' })
  }
  return redirect(307, `${origin}${other}${query === '' ? '' : `?${query}`}`)
}
