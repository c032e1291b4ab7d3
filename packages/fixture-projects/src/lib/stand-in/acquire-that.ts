import { callOf } from './calls.ts'
import type { Layer } from './layer.ts'

type Ending = 'answers 502' | 'answers 503' | 'answers 409' | 'is cut off'

const answers: Readonly<Record<Ending, () => Response>> = {
  'answers 502': () => new Response('<html>Bad Gateway</html>', { status: 502 }),
  'answers 503': () => Response.json({ detail: 'No idle sandbox available' }, { status: 503 }),
  'answers 409': () => Response.json({ detail: 'Sandbox is being acquired' }, { status: 409 }),
  'is cut off': () => new Response(cutOff(), { status: 201 }),
}

/** The first acquire takes effect, and is answered as if it had not. */
export function acquireThat(ends: Ending): Layer {
  let acquires = 0
  return async (request, next) => {
    const isFirst = callOf(request).call === 'acquire' && acquires++ === 0
    const response = await next(request)
    return isFirst && response.ok ? answers[ends]() : response
  }
}

function cutOff(): ReadableStream {
  return new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('{"sandbox_id": "')),
    pull: (controller) => controller.error(new Error('cut off')),
  })
}
