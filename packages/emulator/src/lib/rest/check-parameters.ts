import { CloseError } from '../close/call/close-error.ts'
import { checkFields, checkShown } from '../close/lists/shown-fields.ts'
import { documentedOperation, documentedPath } from '../close/document/documented-operation.ts'
import type { Dictionary } from '../validation/containers.ts'
import type { RestRequest } from './rest-request.ts'

/**
 * Refuses parameters that would have no effect: repeated ones that are no lists, and what is not
 * taken, beside `_fields`. What a list takes, the list says.
 */
export function checkParameters(request: RestRequest, taken: readonly string[] | 'any'): void {
  const { method, path, repeated } = request
  const names = Object.keys(request.parameters)
  if (names.length === 0) return
  const template = documentedPath(path) ?? `/${path}`
  const documented = documentedOperation(method, template)?.parameters
  const twice = repeated.find(
    (name) => !name.endsWith('__in') && documented?.get(name) !== 'string[]',
  )
  if (twice !== undefined) throw CloseError.invalid(`${twice} can be given once only.`)
  if (taken === 'any') return
  checkFields(request.parameters['_fields'], listOf(template))
  const other = names.find((name) => name !== '_fields' && !taken.includes(name))
  if (other === undefined) return
  const operation = `${method} ${template}`
  if (documented?.has(other) !== true) throw CloseError.unknownParameter(operation, other)
  throw CloseError.notEmulated(`the parameter ${other} of ${operation}`)
}

/** Refuses a field that was asked for and that nothing of what is answered has. */
export function checkAnswer({ path, parameters }: RestRequest, answer: object): void {
  const fields = parameters['_fields']
  if (fields === undefined) return
  const found = 'data' in answer ? answer.data : [answer]
  checkShown(fields, listOf(documentedPath(path) ?? ''), found as readonly Dictionary[])
}

/** `/lead/` of `/lead/{id}/`. */
function listOf(template: string): string {
  return template.replace(/\{id\}\/$/, '')
}
