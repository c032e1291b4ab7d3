import type { Emulator } from '@sandpit/emulator'
import { bodyOf, callOf } from './calls.ts'
import type { Layer } from './layer.ts'

/** The tag of whoever takes over what a run had. */
export const thief = { owner: 'somebody else' }

/**
 * After the fourth initialize all that is held is given to somebody else, under the same ids. It happens while no other call is under way, and never between a look at a sandbox and
 * the call that follows: the API has no condition by which that call could tell.
 */
export function takenOver(emulator: Emulator): Layer {
  const underWay = new Set<Promise<unknown>>()
  const lastCalls = new Map<string, string>()
  let initializes = 0
  let takeOverAll: Promise<void> | undefined

  const takeOverHeld = async (call: Caller): Promise<void> => {
    await Promise.allSettled(underWay)
    for (const { sandboxId, server, status } of emulator.sandboxes()) {
      const isLookedAt = lastCalls.get(sandboxId) === 'get'
      if (status === 'occupied' && !isLookedAt) await takeOver(call, server, sandboxId)
    }
  }

  return async (request, next) => {
    await takeOverAll
    const { call, sandboxId } = callOf(request)
    if (sandboxId !== undefined) lastCalls.set(sandboxId, call)
    const answering = next(request)
    underWay.add(answering)
    const response = await answering.finally(() => underWay.delete(answering))
    if (call === 'initialize' && ++initializes === 4) {
      takeOverAll = takeOverHeld(caller(emulator, request))
      await takeOverAll
    }
    return response
  }
}

type Caller = (method: string, path: string, body?: object) => Promise<Response>

function caller(emulator: Emulator, { url, headers }: Request): Caller {
  const authorization = headers.get('authorization') ?? ''
  return (method, path, body) =>
    emulator.fetch(
      new Request(new URL(path, url), {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
}

/** Others that are idle come first for as long as there are any; they are given back at the end. */
async function takeOver(call: Caller, server: string, sandboxId: string): Promise<void> {
  await call('DELETE', `/sandbox/${server}/${sandboxId}`)
  const others: string[] = []
  for (;;) {
    const answer = await call('POST', `/sandbox/${server}`, { tags: thief })
    const { sandbox_id: taken } = await bodyOf<{ readonly sandbox_id: string }>(answer)
    if (taken === sandboxId) break
    others.push(taken)
  }
  const seed = { leads: [{ name: "Somebody else's" }] }
  await call('POST', `/sandbox/${server}/${sandboxId}/initialize`, seed)
  for (const other of others) await call('DELETE', `/sandbox/${server}/${other}`)
}
