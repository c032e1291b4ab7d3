import type { Workspace } from '../../local/workspace.ts'
import type { Dictionary } from '../../validation/containers.ts'
import { inputProblem } from '../input-schema.ts'
import { type ListedTool, textResult, type ToolResult, type ToolServer } from '../tool-server.ts'
import type { FileTool } from './file-tool.ts'
import { READING_TOOLS, withoutRoot } from './reading-tools.ts'
import { WRITING_TOOLS } from './writing-tools.ts'

/** In the order in which they are listed. */
export const FILE_TOOLS: readonly FileTool[] = [...READING_TOOLS, ...WRITING_TOOLS]

/**
 * The filesystem server of a local sandbox, on its workspace and nothing else.
 *
 * The tools' names, arguments and texts follow the public filesystem server of the protocol's own
 * project; that the service runs that one, and that the workspace is `/` there, is inferred.
 */
export function filesystemServer(workspace: Workspace): ToolServer {
  return {
    name: 'secure-filesystem-server',
    version: '0.2.0',
    tools: FILE_TOOLS.map(listedTool),
    async call(name, input) {
      const tool = FILE_TOOLS.find((one) => one.name === name)
      if (tool === undefined) return textResult(`Unknown tool: ${name}`, true)
      const problem = inputProblem(tool.inputSchema, input)
      if (problem !== undefined) return textResult(`Input validation error: ${problem}`, true)
      return run(tool, await workspace.files(), input)
    },
  }
}

async function run(tool: FileTool, root: string, input: Dictionary): Promise<ToolResult> {
  try {
    return textResult(await tool.run(root, input), false)
  } catch (error) {
    const message = error instanceof Error ? withoutRoot(error.message, root) : 'unknown error'
    return textResult(`Error: ${message}`, true)
  }
}

function listedTool({ name, description, inputSchema, readOnly }: FileTool): ListedTool {
  return { name, description, inputSchema, annotations: { readOnlyHint: readOnly } }
}
