import type { Resource } from '../close/call/resource.ts'
import { resources } from '../close/resources/resources.ts'

/** Which resource a path under `/api/v1/` means, and which thing of it. */
export type RestRoute =
  | { readonly kind: 'me' | 'merge' }
  | { readonly kind: 'collection'; readonly name: string; readonly resource: Resource }
  | { readonly kind: 'item' | 'send'; readonly resource: Resource; readonly id: string }

/** Reads a path such as `activity/note/acti_.../`; `undefined` where Close has nothing we know. */
export function readRoute(path: string): RestRoute | undefined {
  // What most requests name is found without taking the path apart.
  const collection = path.endsWith('/') ? path.slice(0, -1) : path
  const named = resources.get(collection)
  if (named !== undefined) return { kind: 'collection', name: collection, resource: named }
  const steps = path.split('/').filter((step) => step !== '')
  const whole = steps.join('/')
  if (whole === 'me') return { kind: 'me' }
  if (whole === 'lead/merge') return { kind: 'merge' }
  const [name, resource] = longestMatch(steps) ?? []
  if (name === undefined || resource === undefined) return undefined
  const [id, action, ...more] = steps.slice(name.split('/').length)
  if (id === undefined) return { kind: 'collection', name, resource }
  if (action === undefined) return { kind: 'item', resource, id }
  return action === 'send' && more.length === 0 ? { kind: 'send', resource, id } : undefined
}

/** `activity/note` before `activity`. */
function longestMatch(steps: readonly string[]): [string, Resource] | undefined {
  for (let length = Math.min(2, steps.length); length > 0; length -= 1) {
    const name = steps.slice(0, length).join('/')
    const resource = resources.get(name)
    if (resource !== undefined) return [name, resource]
  }
  return undefined
}
