import type { SystemServer } from '@sandpit/systems'

import type { SandboxDocument } from '../../systems/document.ts'
import type { SystemSeeds } from '../../systems/system-seed.ts'
import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import { inputProblem, type InputSchema } from '../input-schema.ts'
import { textResult, type ToolResult, type ToolServer } from '../tool-server.ts'
import type { EmulatedSystem, EmulatedTool, FailedCall, ToolContext } from './emulated-system.ts'

/** A sandbox as its system's tools see it. */
export interface SystemRoom {
  readonly document: SandboxDocument
  readonly systems: SystemSeeds
  readonly account: string | undefined
  readonly now: () => Date
}

/** The MCP server of an emulated system, on the data of one sandbox. */
export function systemServer(system: EmulatedSystem, room: SystemRoom): ToolServer {
  const { server, tools, name = `${server}-mcp-server`, version = '1.0.0', instructions } = system
  return {
    name,
    version,
    ...(instructions !== undefined && { instructions }),
    tools: tools.map(({ name: tool, description, inputSchema, annotations = {} }) => ({
      name: tool,
      description,
      inputSchema,
      annotations,
    })),
    async call(called, input) {
      const tool = tools.find((one) => one.name === called)
      if (tool === undefined) return textResult(`Unknown tool: ${called}`, true)
      const problem = inputProblem(tool.inputSchema, input)
      if (problem !== undefined) return textResult(`Input validation error: ${problem}`, true)
      const stranger = strangerIn(tool.inputSchema, input)
      if (stranger !== undefined) {
        const takes = Object.keys(tool.inputSchema.properties ?? {}).join(', ')
        return textResult(`${called} has no argument ${stranger} here; it takes ${takes}.`, true)
      }
      return run(tool, system, input, room)
    },
  }
}

/**
 * An argument that a schema with names does not name. The public servers ignore it, and a test would
 * not hear of it.
 */
function strangerIn({ properties, items }: InputSchema, input: unknown): string | undefined {
  if (Array.isArray(input)) return items && firstOf(input, (one) => strangerIn(items, one))
  if (properties === undefined || !isDictionary(input)) return undefined
  return firstOf(Object.entries(input), ([name, value]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined
    return own === undefined ? name : strangerIn(own, value)
  })
}

function firstOf<Item>(
  items: readonly Item[],
  find: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

async function run(
  tool: EmulatedTool<SystemServer>,
  { server, failed = markedError }: EmulatedSystem,
  input: Dictionary,
  { document, systems, account, now }: SystemRoom,
): Promise<ToolResult> {
  const time = now()
  const work = (data: Dictionary): unknown => {
    const context: ToolContext<SystemServer> = {
      data,
      now: time,
      account: account ?? 'me@sandbox.example',
      origin: (part) => document.origins.of(part, time),
    }
    return tool.call(input, context)
  }
  try {
    const result = await document.change(work, (data) => void systems.read(server, data))
    return textResult(
      typeof result === 'string' ? result : JSON.stringify(result ?? null, null, 2),
      false,
    )
  } catch (error) {
    const { text, isError } = failed(error instanceof Error ? error : new Error(String(error)))
    return textResult(text, isError)
  }
}

function markedError({ message }: Error): FailedCall {
  return { text: `Error: ${message}`, isError: true }
}
