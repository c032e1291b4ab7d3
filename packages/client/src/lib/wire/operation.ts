import type { ZodMiniType } from 'zod/mini'
import type * as answers from './answer-contracts.ts'
import type * as localAnswers from './local-answer-contracts.ts'

/**
 * Every answer's contract: the schemas that read wire names into ours. Zod takes long to load, so
 * a client loads them with its first call, while the request is under way.
 */
export type Contracts = typeof answers & typeof localAnswers

/** The API's operations, as errors, events and the policy table name them. */
export type OperationName =
  | 'acquire'
  | 'get'
  | 'list'
  | 'release'
  | 'reset'
  | 'initialize'
  | 'dump'
  | 'prepare'
  | 'local.acquire'
  | 'local.get'
  | 'local.list'
  | 'local.release'
  | 'local.reset'
  | 'local.uploadUrl'
  | 'local.initialize'
  | 'local.dump'
  | 'local.executionUploadUrl'
  | 'local.execute'
  | 'local.executionStatus'
  | 'local.executionLogs'
  | 'local.exportArtifacts'

/** One call as data: what to send, and how to read what comes back. */
export interface Operation<Answer> {
  readonly name: OperationName
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path segments; each is escaped on its way into the URL. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Sent as JSON, a parsed seed as the one it has; left out, no body is sent. */
  readonly body?: unknown
  /** Picks the answer's contract. */
  readonly answer: (contracts: Contracts) => ZodMiniType<Answer>
  /** The id of the sandbox that an answer is about, where it says so. */
  idIn?(answer: Answer): string
  readonly server?: string
  readonly sandboxId?: string
}

/** How a message names the call: `acquire for 'close'`, `reset of 'close' sandbox 1b2c`. */
export function describeOperation({ name, server, sandboxId }: Operation<unknown>): string {
  if (sandboxId === undefined) return server === undefined ? name : `${name} for '${server}'`
  return `${name} of ${server === undefined ? '' : `'${server}' `}sandbox ${sandboxId}`
}

/** The operation's address under a base URL. */
export function operationUrl(baseUrl: string, { path, query }: Operation<unknown>): string {
  const address = `${baseUrl}/${path.map(encodeURIComponent).join('/')}`
  const given = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined) given.append(key, value)
  return given.size === 0 ? address : `${address}?${given.toString()}`
}
