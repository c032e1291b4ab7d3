import { bodyOf, callOf } from './calls.ts'
import type { Layer } from './layer.ts'

interface Listed {
  readonly sandbox_id: string
}

/** A new sandbox shows in the list, and in its details, only this much later. */
export function lateList(lagMs: number): Layer {
  const showsAt = new Map<string, number>()
  const isHidden = (id: string): boolean => (showsAt.get(id) ?? 0) > performance.now()
  return async (request, next) => {
    const { call, sandboxId = '' } = callOf(request)
    if (call === 'get' && isHidden(sandboxId)) {
      return Response.json({ detail: 'Sandbox not found' }, { status: 404 })
    }
    const response = await next(request)
    if (!response.ok) return response
    if (call === 'acquire') {
      const { sandbox_id: id } = await bodyOf<Listed>(response)
      showsAt.set(id, performance.now() + lagMs)
    }
    if (call !== 'list') return response
    const { sandboxes } = await bodyOf<{ readonly sandboxes: readonly Listed[] }>(response)
    const shown = sandboxes.filter(({ sandbox_id: id }) => !isHidden(id))
    return Response.json({ sandboxes: shown, total_count: shown.length })
  }
}
