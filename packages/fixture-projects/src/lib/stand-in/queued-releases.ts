import { callOf } from './calls.ts'
import type { Layer } from './layer.ts'

/** Releases are answered 200 and change nothing, the first ones or all. */
export function queuedReleases(howMany = 3): Layer {
  let releases = 0
  return async (request, next) => {
    const { call, sandboxId } = callOf(request)
    if (call !== 'release' || releases++ >= howMany) return next(request)
    return Response.json({ sandbox_id: sandboxId, status: 'occupied', message: 'queued' })
  }
}
