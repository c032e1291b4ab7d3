/** What an answer is matched to its request by. */
export type RpcId = string | number

/** A call of a tool within a request's body. */
export interface RequestedCall {
  readonly id: RpcId | undefined
  readonly tool: string
  readonly arguments: unknown
}

/** What the body of a POST asks for. */
export interface RpcBody {
  readonly isBatch: boolean
  /** Of every request that is to be answered. */
  readonly ids: readonly RpcId[]
  readonly calls: readonly RequestedCall[]
  /** Whether anything in it might change what the sandbox holds, for all that the protocol says. */
  readonly mayChange: boolean
}

/** Requests that the protocol defines as reading, or as being about the conversation itself. */
const harmless = new Set([
  'initialize',
  'ping',
  'tools/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'roots/list',
])

/** Reads a JSON-RPC body, one message or a batch; `undefined` for what is none. */
export function readRpcBody(body: Buffer): RpcBody | undefined {
  const value = parse(body)
  const isBatch = Array.isArray(value)
  const messages: readonly unknown[] = isBatch ? value : [value]
  if (messages.length === 0 || !messages.every(isObject)) return undefined
  const ids = messages.filter((each) => 'method' in each).flatMap((each) => listed(idOf(each)))
  const calls = messages.filter((each) => each['method'] === 'tools/call').map(toCall)
  return { isBatch, ids, calls, mayChange: calls.length > 0 || !messages.every(isHarmless) }
}

/** The answers in one message of a server's: it may be a batch, or anything else. */
export function readAnswers(text: string): readonly RpcAnswer[] {
  const value = parse(text)
  const messages: readonly unknown[] = Array.isArray(value) ? value : [value]
  return messages.filter(isObject).flatMap((message) => {
    const id = idOf(message)
    if (id === undefined || 'method' in message) return []
    return [{ id, result: message['result'], error: message['error'] }]
  })
}

export interface RpcAnswer {
  readonly id: RpcId
  readonly result: unknown
  readonly error: unknown
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toCall(message: Readonly<Record<string, unknown>>): RequestedCall {
  const params = isObject(message['params']) ? message['params'] : {}
  const { name, arguments: given = {} } = params
  return { id: idOf(message), tool: String(name), arguments: given }
}

function isHarmless({ method }: Readonly<Record<string, unknown>>): boolean {
  // An answer of the client's own has no method.
  if (typeof method !== 'string') return method === undefined
  return harmless.has(method) || method.startsWith('notifications/')
}

function idOf({ id }: Readonly<Record<string, unknown>>): RpcId | undefined {
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}

function listed<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value]
}

function parse(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString()) as unknown
  } catch {
    return undefined
  }
}
