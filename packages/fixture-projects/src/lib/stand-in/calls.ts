/** What a request asks the service for, as far as a stand-in wants to know. */
export type Call = 'acquire' | 'list' | 'get' | 'release' | 'reset' | 'initialize' | 'other'

/** Which call a request is, and of which sandbox. */
export function callOf(request: Request): { readonly call: Call; readonly sandboxId?: string } {
  const [, root, , sandboxId, operation] = new URL(request.url).pathname.split('/')
  if (root !== 'sandbox') return { call: 'other' }
  if (sandboxId === undefined) return { call: request.method === 'POST' ? 'acquire' : 'list' }
  if (operation === 'reset' || operation === 'initialize') return { call: operation, sandboxId }
  if (operation !== undefined) return { call: 'other', sandboxId }
  return { call: request.method === 'DELETE' ? 'release' : 'get', sandboxId }
}

/** The body of an answer, as the data that it is. */
export async function bodyOf<T>(response: Response): Promise<T> {
  return (await response.clone().json()) as T
}
