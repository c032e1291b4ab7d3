import { bodyOf } from './calls.ts'
import type { Layer } from './layer.ts'

/**
 * Every answer holds the key, the sandbox's id, its address and its instance id, in texts and in
 * names of fields; each goes into the list, too.
 */
export function talkative(secrets: string[]): Layer {
  return async (request, next) => {
    const response = await next(request)
    const isJson = response.headers.get('content-type')?.includes('application/json') === true
    if (!isJson || new URL(request.url).pathname.includes('/mcp')) return response
    const body = await bodyOf<Record<string, unknown>>(response)
    const { sandbox_id: id, server_url: address } = body
    if (typeof address === 'string' && typeof id === 'string') {
      const key = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
      const instance = new URL(address).searchParams.get('instance_id') ?? ''
      secrets.push(key, id, address, instance, new URL(address).host)
    }
    const all = secrets.join(' and ')
    const told = { ...body, message: all, [`of ${all}`]: all, [all]: { [all]: null } }
    return Response.json(told, { status: response.status })
  }
}
