import type { ZodType } from 'zod'

/** The API's operations, as errors, events and the policy table name them. */
export type OperationName = 'acquire' | 'get' | 'list' | 'release' | 'reset' | 'initialize' | 'dump'

/** One call as data: what to send, and how to read what comes back. */
export interface Operation<Answer> {
  readonly name: OperationName
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path segments; each is escaped on its way into the URL. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Sent as JSON; left out, no body is sent. */
  readonly body?: unknown
  readonly answer: ZodType<Answer>
  readonly server?: string
  readonly sandboxId?: string
}

/** How a message names the call: `acquire for 'close'`, `reset of 'close' sandbox 1b2c`. */
export function describeOperation({ name, server, sandboxId }: Operation<unknown>): string {
  if (sandboxId !== undefined) return `${name} of '${server ?? 'local'}' sandbox ${sandboxId}`
  return server === undefined ? name : `${name} for '${server}'`
}

/** The operation's address under a base URL. */
export function operationUrl(baseUrl: string, { path, query }: Operation<unknown>): string {
  const address = `${baseUrl}/${path.map(encodeURIComponent).join('/')}`
  const given = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined) given.append(key, value)
  return given.size === 0 ? address : `${address}?${given.toString()}`
}
