import type { Action } from '../close/actions/action.ts'
import { ACTIONS } from '../close/actions/actions.ts'
import type { Resource } from '../close/call/resource.ts'
import { documentedOperation } from '../close/document/documented-operation.ts'
import { restResources } from '../close/resources/resources.ts'

/** Which resource a path under `/api/v1/` means, and which thing of it. */
export type RestRoute =
  | { readonly kind: 'action'; readonly action: Action; readonly ids: readonly string[] }
  | { readonly kind: 'collection'; readonly resource: Resource }
  | { readonly kind: 'item' | 'send'; readonly resource: Resource; readonly id: string }

/** The longest path of a resource, such as `activity/status_change/lead`. */
const MOST_STEPS = 3

/** The templates of actions by their first step, those without names first. */
const TEMPLATES: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  Array.from(ACTIONS.keys(), stepsOf).toSorted((one, other) => namesIn(one) - namesIn(other)),
  ([first = '']) => first,
)

/** Reads a path such as `activity/note/acti_.../`; `undefined` where Close has nothing we know. */
export function readRoute(method: string, path: string): RestRoute | undefined {
  // What most requests name is found without taking the path apart.
  const whole = path.endsWith('/') ? path.slice(0, -1) : path
  const action = ACTIONS.get(whole)?.[method]
  if (action !== undefined) return { kind: 'action', action, ids: [] }
  const resource = restResources.get(whole)
  if (resource !== undefined) return { kind: 'collection', resource }
  const steps = stepsOf(path)
  return actionAt(method, steps) ?? (isNoItem(method, whole) ? undefined : resourceAt(steps))
}

/** `lead/merge` is no lead, and `user/availability` no user, whether they are emulated or not. */
function isNoItem(method: string, path: string): boolean {
  return ACTIONS.has(path) || documentedOperation(method, `/${path}/`) !== undefined
}

function actionAt(method: string, steps: readonly string[]): RestRoute | undefined {
  for (const template of TEMPLATES.get(steps[0] ?? '') ?? []) {
    const action = fits(template, steps) ? ACTIONS.get(template.join('/'))?.[method] : undefined
    const ids = steps.filter((_step, index) => template[index]?.startsWith('{'))
    if (action !== undefined) return { kind: 'action', action, ids }
  }
  return undefined
}

function resourceAt(steps: readonly string[]): RestRoute | undefined {
  const [length, resource] = longestMatch(steps) ?? []
  if (length === undefined || resource === undefined) return undefined
  const [id, action, ...more] = steps.slice(length)
  if (id === undefined) return { kind: 'collection', resource }
  if (action === undefined) return { kind: 'item', resource, id }
  return action === 'send' && more.length === 0 ? { kind: 'send', resource, id } : undefined
}

/** `activity/note` before `activity`. */
function longestMatch(steps: readonly string[]): [number, Resource] | undefined {
  for (let length = Math.min(MOST_STEPS, steps.length); length > 0; length -= 1) {
    const resource = restResources.get(steps.slice(0, length).join('/'))
    if (resource !== undefined) return [length, resource]
  }
  return undefined
}

function fits(template: readonly string[], steps: readonly string[]): boolean {
  return (
    template.length === steps.length &&
    template.every((step, index) => step.startsWith('{') || step === steps[index])
  )
}

function namesIn(template: readonly string[]): number {
  return template.filter((step) => step.startsWith('{')).length
}

function stepsOf(path: string): readonly string[] {
  return path.split('/').filter((step) => step !== '')
}
