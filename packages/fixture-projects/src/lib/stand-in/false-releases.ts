import { callOf } from './calls.ts'
import type { Layer } from './layer.ts'

type Said = 'done' | 'of nothing'

const answers: Readonly<Record<Said, (sandboxId?: string) => Response>> = {
  done: (sandboxId = '') => Response.json({ sandbox_id: sandboxId, status: 'idle', message: '' }),
  'of nothing': () => Response.json({ detail: 'Sandbox not found' }, { status: 404 }),
}

/** Releases change nothing, and are answered as if there were nothing left to release. */
export function falseReleases(said: Said): Layer {
  return async (request, next) => {
    const { call, sandboxId } = callOf(request)
    return call === 'release' ? answers[said](sandboxId) : next(request)
  }
}
