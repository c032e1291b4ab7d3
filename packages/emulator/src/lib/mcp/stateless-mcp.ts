import {
  type CallToolResult,
  Server,
  type Tool as ListedTool,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'

import type { Dictionary } from '../validation/containers.ts'

/** The newest first: it answers a version that it does not know. */
const PROTOCOL_VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05']

/** An MCP server that only has tools. */
export interface ToolServer {
  readonly name: string
  readonly version: string
  /** What a client is told about the server when it connects. */
  readonly instructions?: string
  readonly tools: readonly ListedTool[]
  call(name: string, input: Dictionary): CallToolResult | Promise<CallToolResult>
}

/** What became of a tool's call, for the log. */
export interface ToolCallReport {
  readonly title: string
  readonly input: string
  readonly outcome: 'done' | 'error'
  readonly output: string
  readonly durationMs: number
}

export interface ServeMcpOptions {
  /** Told about each tool's call once it has been answered. */
  readonly onToolCall: (call: ToolCallReport) => void
}

/** Answers one request of a client: streamable HTTP without sessions, as the public servers have it. */
export async function serveMcp(
  request: Request,
  tools: ToolServer,
  { onToolCall }: ServeMcpOptions,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ keepAliveMs: 0 })
  const { name, version, instructions } = tools
  const server = new Server(
    { name, version },
    {
      capabilities: { experimental: {}, tools: { listChanged: false } },
      supportedProtocolVersions: PROTOCOL_VERSIONS,
      ...(instructions !== undefined && { instructions }),
    },
  )
  server.setRequestHandler('tools/list', () => ({ tools: [...tools.tools] }))
  server.setRequestHandler('tools/call', async ({ params }) => {
    const startedAt = performance.now()
    const input = params.arguments ?? {}
    const result = await tools.call(params.name, input)
    onToolCall(reportOf(params.name, input, result, performance.now() - startedAt))
    return result
  })
  await server.connect(transport)
  return transport.handleRequest(request)
}

/** A result of one text. */
export function textResult(text: string, isError: boolean): CallToolResult {
  return { content: [{ type: 'text', text }], isError }
}

function reportOf(
  title: string,
  input: Dictionary,
  result: CallToolResult,
  durationMs: number,
): ToolCallReport {
  const [content] = result.content
  const output = content?.type === 'text' ? content.text : ''
  // Close's server tells most failures as ordinary results.
  const hasFailed = result.isError === true || output.startsWith('{\n  "error"')
  const outcome = hasFailed ? 'error' : 'done'
  return { title, input: JSON.stringify(input), outcome, output, durationMs }
}
