import type { CloseCall } from '../../close/call/close-call.ts'
import { inputProblem } from '../input-schema.ts'
import { pythonJson } from '../../json/python-text.ts'
import { type ListedTool, textResult, type ToolResult, type ToolServer } from '../tool-server.ts'
import { callTool, type ToolArguments } from './tool-call.ts'
import { toolDescription } from './tool-description.ts'
import { ToolError, unexpectedError } from './tool-error.ts'
import { findTool, type Tool, type ToolCallOptions, TOOLS } from './tool.ts'

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
    call: (name, input, spelled = input) => answerToolCall(name, { input, spelled }, options),
  }
}

function answerToolCall(name: string, given: ToolArguments, options: CloseMcpOptions): ToolResult {
  const tool = findTool(name)
  const problem = tool === undefined ? undefined : inputProblem(tool.inputSchema, given.spelled)
  if (problem !== undefined) return textResult(`Input validation error: ${problem}`, true)
  try {
    if (tool === undefined) throw unexpectedError(name, 'ValueError', `Unknown tool: ${name}`)
    return textResult(pythonJson(callTool(tool, given, options.open(), options)), false)
  } catch (error) {
    return failure(error, options)
  }
}

/** The original tells most failures as ordinary results; without quirks they are marked. */
function failure(error: unknown, { quirks }: ToolCallOptions): ToolResult {
  if (!(error instanceof ToolError)) throw error
  const told = { error: error.message, developer_message: error.developerMessage }
  return textResult(pythonJson(told), !quirks)
}

function listedTool(tool: Tool): ListedTool {
  return {
    name: tool.name,
    description: toolDescription(tool),
    inputSchema: tool.inputSchema,
    annotations: { category: tool.category, ...(tool.readOnly && { readOnlyHint: true }) },
  }
}
