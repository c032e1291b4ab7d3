import {
  type CallToolResult,
  Server,
  type Tool as ListedTool,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'

import type { CloseCall } from '../close/close-call.ts'
import type { Dictionary } from '../validation/containers.ts'
import { inputProblem } from './input-schema.ts'
import { pythonJson } from './python-text.ts'
import { callTool, type ToolCallOptions } from './tool-call.ts'
import { toolDescription } from './tool-description.ts'
import { ToolError, unexpectedError } from './tool-error.ts'
import { findTool, type Tool, TOOLS } from './tool.ts'

/** What the public server says it is. */
const SERVER_INFO = { name: 'close-mcp-server', version: '1.11.0' }
/** The newest first: it answers a version that it does not know. */
const PROTOCOL_VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05']

const LISTED_TOOLS: readonly ListedTool[] = TOOLS.map(listedTool)

export interface CloseMcpOptions extends ToolCallOptions {
  /** The call that a tool is about to make into Close. */
  readonly open: () => CloseCall
  /** Told about each tool's call once it has been answered. */
  readonly onToolCall: (call: ToolCallReport) => void
}

/** What became of a tool's call, for the log. */
export interface ToolCallReport {
  readonly title: string
  readonly input: string
  readonly outcome: 'done' | 'error'
  readonly output: string
  readonly durationMs: number
}

/** Answers one request of a client: streamable HTTP without sessions, as the public server has it. */
export async function serveCloseMcp(request: Request, options: CloseMcpOptions): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ keepAliveMs: 0 })
  await createServer(options).connect(transport)
  return transport.handleRequest(request)
}

function createServer(options: CloseMcpOptions): Server {
  const server = new Server(SERVER_INFO, {
    capabilities: { experimental: {}, tools: { listChanged: false } },
    supportedProtocolVersions: PROTOCOL_VERSIONS,
  })
  server.setRequestHandler('tools/list', () => ({ tools: [...LISTED_TOOLS] }))
  server.setRequestHandler('tools/call', ({ params }) =>
    reported(params.name, params.arguments ?? {}, options),
  )
  return server
}

function reported(name: string, input: Dictionary, options: CloseMcpOptions): CallToolResult {
  const startedAt = performance.now()
  const result = answerToolCall(name, input, options)
  const [content] = result.content
  const output = content?.type === 'text' ? content.text : ''
  const hasFailed = result.isError === true || output.startsWith('{\n  "error"')
  options.onToolCall({
    title: name,
    input: JSON.stringify(input),
    outcome: hasFailed ? 'error' : 'done',
    output,
    durationMs: performance.now() - startedAt,
  })
  return result
}

function answerToolCall(name: string, input: Dictionary, options: CloseMcpOptions): CallToolResult {
  const tool = findTool(name)
  const problem = tool === undefined ? undefined : inputProblem(tool.inputSchema, input)
  if (problem !== undefined) return textResult(`Input validation error: ${problem}`, true)
  try {
    if (tool === undefined) throw unexpectedError(name, 'ValueError', `Unknown tool: ${name}`)
    return textResult(pythonJson(callTool(tool, input, options.open(), options)), false)
  } catch (error) {
    return failure(error, options)
  }
}

/** The original tells most failures as ordinary results; without quirks they are marked. */
function failure(error: unknown, { quirks }: ToolCallOptions): CallToolResult {
  if (!(error instanceof ToolError)) throw error
  const told = { error: error.message, developer_message: error.developerMessage }
  return textResult(pythonJson(told), !quirks)
}

function textResult(text: string, isError: boolean): CallToolResult {
  return { content: [{ type: 'text', text }], isError }
}

/** `category` is the original's own; the SDK's types know only the hints. */
function listedTool(tool: Tool): ListedTool {
  const listed = {
    name: tool.name,
    description: toolDescription(tool),
    inputSchema: tool.inputSchema,
    annotations: { category: tool.category, ...(tool.readOnly && { readOnlyHint: true }) },
  }
  return listed as unknown as ListedTool
}
