import type { CallToolResult, Tool as ListedTool } from '@modelcontextprotocol/server'

import type { CloseCall } from '../close/call/close-call.ts'
import type { Dictionary } from '../validation/containers.ts'
import { inputProblem } from './input-schema.ts'
import { pythonJson } from './python-text.ts'
import { textResult, type ToolServer } from './stateless-mcp.ts'
import { callTool, type ToolCallOptions } from './tool-call.ts'
import { toolDescription } from './tool-description.ts'
import { ToolError, unexpectedError } from './tool-error.ts'
import { findTool, type Tool, TOOLS } from './tool.ts'

const LISTED_TOOLS: readonly ListedTool[] = TOOLS.map(listedTool)

export interface CloseMcpOptions extends ToolCallOptions {
  /** The call that a tool is about to make into Close. */
  readonly open: () => CloseCall
}

/** Close's MCP server; the name and version are what the public one says it is. */
export function closeToolServer(options: CloseMcpOptions): ToolServer {
  return {
    name: 'close-mcp-server',
    version: '1.11.0',
    tools: LISTED_TOOLS,
    call: (name, input) => answerToolCall(name, input, options),
  }
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
