import { textResult, type ToolServer } from './tool-server.ts'

/**
 * The MCP server of a system that the emulator does not know: it answers the protocol, lists no
 * tools, and says why. Its name is inferred from those of the public servers.
 */
export function toollessServer(server: string): ToolServer {
  const instructions = `The emulator does not emulate the tools of ${server}. What was initialized can be dumped over the sandbox API. Give it tools with defineEmulatedSystem of @sandpit/emulator.`
  return {
    name: `${server}-mcp-server`,
    version: '0.0.0',
    instructions,
    tools: [],
    call: (name) => textResult(`Unknown tool: ${name}. ${instructions}`, true),
  }
}
