import { CloseError } from '../close/call/close-error.ts'
import { documentedOperation, documentedPath } from '../close/document/documented-operation.ts'
import { readRoute } from './rest-route.ts'

interface Asked {
  readonly method: string
  readonly path: string
}

/** Whether Close's document has an operation at this very path, with nothing in it to fill in. */
export function isDocumented({ method, path }: Asked): boolean {
  return documentedOperation(method, path.endsWith('/') ? `/${path}` : `/${path}/`) !== undefined
}

/**
 * Why nothing answers a request: 501 for an operation of Close's API that is not emulated, 405 for
 * a path that has no such verb, 404 for a path that Close does not have. Only the 404 is recorded.
 */
export function unserved({ method, path }: Asked): CloseError {
  const documented = documentedPath(path)
  if (documented !== undefined && documentedOperation(method, documented) !== undefined) {
    return CloseError.notEmulated(`${method} ${documented} of Close's API`)
  }
  if (documented === undefined && !isThere(path)) {
    return new CloseError(404, { error: 'Not found.' }, 'Not found.')
  }
  const error = 'The method is not allowed for the requested URL.'
  return new CloseError(405, { error }, error)
}

/** Whether anything answers at a path, by whatever verb. */
function isThere(path: string): boolean {
  return ['GET', 'POST', 'PUT', 'DELETE'].some((method) => readRoute(method, path) !== undefined)
}
