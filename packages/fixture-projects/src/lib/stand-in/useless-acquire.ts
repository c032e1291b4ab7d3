import { bodyOf, callOf } from './calls.ts'
import type { Layer } from './layer.ts'

type Body = Readonly<Record<string, unknown>>

/** The first acquire gives a sandbox whose address nobody can call, and its first release fails. */
export function uselessAcquire(): Layer {
  let useless: unknown
  let releases = 0
  return async (request, next) => {
    const { call, sandboxId } = callOf(request)
    if (call === 'release' && sandboxId === useless && releases++ === 0) {
      return Response.json({ detail: 'Not now' }, { status: 401 })
    }
    const response = await next(request)
    if (!response.ok || (call !== 'acquire' && call !== 'get')) return response
    const body = await bodyOf<Body>(response)
    useless ??= body['sandbox_id']
    if (body['sandbox_id'] !== useless) return response
    return Response.json({ ...body, server_url: 'nowhere', server_urls: null })
  }
}
