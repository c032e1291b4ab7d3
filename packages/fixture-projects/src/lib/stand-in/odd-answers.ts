import { callOf } from './calls.ts'
import type { Layer } from './layer.ts'

/** What a terminal, a CI service or a reader of our summary might take for something else. */
const hostile =
  'x\u001B[2J\u001B]0;title\u0007\n::error file=a::injected\nsandpit  left behind: nothing'

/** The second initialize is answered by a body that goes on for ever. */
export function endlessAnswer(): Layer {
  return insteadOf('initialize', 2, () => new Response(endless(), { status: 200 }))
}

/** The second initialize is answered 500, with what is no plain text. */
export function hostileText(): Layer {
  return insteadOf('initialize', 2, () => Response.json({ detail: hostile }, { status: 500 }))
}

/** The first calls are answered 429, to be asked again in a second. */
export function longWaits(): Layer {
  let calls = 0
  return async (request, next) => {
    if (calls++ >= 2) return next(request)
    const headers = { 'retry-after': '1' }
    return Response.json({ detail: 'Too many requests' }, { status: 429, headers })
  }
}

function insteadOf(call: string, nth: number, answer: () => Response): Layer {
  let calls = 0
  return async (request, next) => {
    if (callOf(request).call !== call || ++calls !== nth) return next(request)
    return answer()
  }
}

function endless(): ReadableStream {
  const piece = Buffer.alloc(64 * 1024, 'y')
  return new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('{"x":"')),
    pull: (controller) => controller.enqueue(piece),
  })
}
