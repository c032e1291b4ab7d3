import { parseSpelled } from '../json/python-number.ts'
import { type Check, nullable, REFUSED } from '../validation/check.ts'
import { dictionary, type Dictionary, model, optional, required } from '../validation/containers.ts'
import { Problems } from '../validation/problems.ts'
import { string } from '../validation/scalars.ts'
import { INTERNAL_ERROR, INVALID_PARAMS, METHOD_NOT_FOUND, type ReadRequest } from './json-rpc.ts'
import type { RelayedAnswer, RelayedServer } from './relayed-server.ts'
import type { ToolResult, ToolServer } from './tool-server.ts'

/** The newest last: it answers a version that it does not know. */
export const PROTOCOL_VERSIONS: readonly string[] = ['2024-11-05', '2025-03-26', '2025-06-18']

/** What became of a tool's call, for the log. */
export interface ToolCallReport {
  readonly title: string
  readonly input: string
  readonly outcome: 'done' | 'error'
  readonly output: string
  readonly durationMs: number
}

/** Told about each tool's call once it has been answered. */
export type ToolCallListener = (call: ToolCallReport) => void

interface ToolCall {
  readonly name: string
  readonly arguments: Dictionary | null
}

const none: Check<unknown> = nullable(dictionary)
const page: Check<unknown> = nullable(model({ cursor: optional(nullable(string), null) }))
const toolCall: Check<ToolCall> = model<ToolCall>({
  name: required(string),
  arguments: optional(nullable(dictionary), null),
})
const initialization: Check<{ readonly protocolVersion: unknown }> = model({
  protocolVersion: required<unknown>((input) => input),
  capabilities: required(dictionary),
  clientInfo: required(model({ name: required(string), version: required(string) })),
})
const prompt: Check<unknown> = model({
  name: required(string),
  arguments: optional(nullable(dictionary), null),
})
const resource: Check<unknown> = model({ uri: required(string) })

/** Methods that the protocol has and servers of tools have not, and what each must be asked with. */
const UNSERVED: ReadonlyMap<string, Check<unknown>> = new Map([
  ['completion/complete', model({ ref: required(dictionary), argument: required(dictionary) })],
  ['logging/setLevel', model({ level: required(string) })],
  ['prompts/get', prompt],
  ['prompts/list', page],
  ['resources/list', page],
  ['resources/read', resource],
  ['resources/subscribe', resource],
  ['resources/templates/list', page],
  ['resources/unsubscribe', resource],
])

interface Outcome {
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: '' }
}

const INVALID: Outcome = {
  error: { code: INVALID_PARAMS, message: 'Invalid request parameters', data: '' },
}

/** Answers a request; one that the protocol does not know has wrong parameters to the original. */
export async function respond(
  request: ReadRequest,
  server: ToolServer | RelayedServer,
  listener: ToolCallListener,
): Promise<object> {
  const outcome =
    'relay' in server
      ? await passOn(request, server, listener)
      : await carryOut(request, server, listener)
  return { jsonrpc: '2.0', id: request.id, ...outcome }
}

/** A server that runs by itself has its own say on everything; calls of tools are logged all the same. */
async function passOn(
  { method, params }: ReadRequest,
  server: RelayedServer,
  listener: ToolCallListener,
): Promise<RelayedAnswer> {
  const startedAt = performance.now()
  const answer = await server.relay(method, params)
  if (method !== 'tools/call') return answer
  const { name, arguments: input } = params ?? {}
  const isError = answer.error !== undefined || (answer.result as Dictionary)['isError'] === true
  listener({
    title: String(name),
    input: JSON.stringify(input ?? {}),
    outcome: isError ? 'error' : 'done',
    output: JSON.stringify(answer.error ?? answer.result),
    durationMs: performance.now() - startedAt,
  })
  return answer
}

function carryOut(
  { method, params, text }: ReadRequest,
  server: ToolServer,
  listener: ToolCallListener,
): Promise<Outcome> | Outcome {
  switch (method) {
    case 'initialize':
      return checked(initialization, params, (asked) => ({ result: introduction(asked, server) }))
    case 'ping':
      return checked(none, params, () => ({ result: {} }))
    case 'tools/list':
      return checked(page, params, () => ({ result: { tools: server.tools } }))
    case 'tools/call':
      return checked(toolCall, params, (call) => callTool(call, text, server, listener))
    default: {
      const error = { code: METHOD_NOT_FOUND, message: 'Method not found' }
      const check = UNSERVED.get(method)
      return check === undefined ? INVALID : checked(check, params, () => ({ error }))
    }
  }
}

function checked<T>(
  check: Check<T>,
  params: Dictionary | null,
  answer: (asked: T) => Promise<Outcome> | Outcome,
): Promise<Outcome> | Outcome {
  const asked = check(params, new Problems())
  const meta = params?.['_meta'] ?? null
  if (asked === REFUSED || none(meta, new Problems()) === REFUSED) return INVALID
  return answer(asked)
}

function introduction(
  { protocolVersion: asked }: { readonly protocolVersion: unknown },
  server: ToolServer,
): object {
  const { name, version, instructions } = server
  return {
    protocolVersion: PROTOCOL_VERSIONS.find((known) => known === asked) ?? PROTOCOL_VERSIONS.at(-1),
    capabilities: { experimental: {}, tools: { listChanged: false } },
    serverInfo: { name, version },
    ...(instructions !== undefined && { instructions }),
  }
}

async function callTool(
  { name, arguments: given }: ToolCall,
  text: string,
  server: ToolServer,
  listener: ToolCallListener,
): Promise<Outcome> {
  const startedAt = performance.now()
  const input = given ?? {}
  try {
    const result = await server.call(name, input, spelledArguments(text) ?? input)
    listener(reportOf(name, input, result, performance.now() - startedAt))
    return { result }
  } catch {
    // A tool tells its failures as results: this one nobody foresaw.
    return { error: { code: INTERNAL_ERROR, message: 'Internal error' } }
  }
}

function spelledArguments(text: string): Dictionary | undefined {
  const message = parseSpelled(text) as { params: { arguments?: Dictionary | null } } | undefined
  return message?.params.arguments ?? undefined
}

function reportOf(
  title: string,
  input: Dictionary,
  { content: [{ text: output }], isError }: ToolResult,
  durationMs: number,
): ToolCallReport {
  // Close's server tells most failures as ordinary results.
  const outcome = isError || output.startsWith('{\n  "error"') ? 'error' : 'done'
  return { title, input: JSON.stringify(input), outcome, output, durationMs }
}
