import type { Dictionary } from '../validation/containers.ts'
import type { InputSchema } from './input-schema.ts'

/** An MCP server that only has tools. */
export interface ToolServer {
  readonly name: string
  readonly version: string
  /** What a client is told about the server when it connects. */
  readonly instructions?: string
  readonly tools: readonly ListedTool[]
  /** `spelled` are the same arguments with a `PythonNumber` for what Python writes otherwise. */
  call(name: string, input: Dictionary, spelled?: Dictionary): ToolResult | Promise<ToolResult>
}

/** A tool as it is listed. */
export interface ListedTool {
  readonly name: string
  readonly description: string
  readonly inputSchema: InputSchema
  readonly annotations: Dictionary
}

/** What a tool's call is answered with. */
export interface ToolResult {
  readonly content: readonly [{ readonly type: 'text'; readonly text: string }]
  readonly isError: boolean
}

/** A result of one text. */
export function textResult(text: string, isError: boolean): ToolResult {
  return { content: [{ type: 'text', text }], isError }
}
