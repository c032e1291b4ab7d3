import { CloseError } from '../close/call/close-error.ts'
import { documentedOperation, documentedPath } from '../close/document/documented-operation.ts'
import type { RestRequest } from './rest-request.ts'

/**
 * Refuses parameters that would have no effect: repeated ones that are no lists, and anything but
 * `_fields` where nothing is listed. What a list takes, the list says.
 */
export function checkParameters(request: RestRequest, isList: boolean): void {
  const { method, path, repeated } = request
  const template = documentedPath(path) ?? `/${path}`
  const documented = documentedOperation(method, template)?.parameters
  const twice = repeated.find(
    (name) => !name.endsWith('__in') && documented?.get(name) !== 'string[]',
  )
  if (twice !== undefined) throw CloseError.invalid(`${twice} can be given once only.`)
  if (isList) return
  const other = Object.keys(request.parameters).find((name) => name !== '_fields')
  if (other === undefined) return
  const operation = `${method} ${template}`
  if (documented?.has(other) !== true) throw CloseError.unknownParameter(operation, other)
  throw CloseError.notEmulated(`the parameter ${other} of ${operation}`)
}
