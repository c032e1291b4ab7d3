import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An MCP client that agents are built with, and a program that uses it as its documents say. */
export interface AgentClient {
  /** What it is installed by, each at one version. */
  readonly packages: Readonly<Record<string, string>>
  /** Takes the address from `process.env.MCP_URL`, and prints how many tools there are. */
  readonly program: string
}

const calls = `[
  ['close_create_lead', { name: 'Initech' }],
  ['close_list_leads', { limit: 10 }],
  ['close_search_leads', { query: 'Initech' }],
]`

/** Those that are installed with the workspace, and so used in every run of its tests. */
export const installedClients: Readonly<Record<string, AgentClient>> = {
  '@modelcontextprotocol/client': {
    packages: {},
    program: `
      import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
      const client = new Client({ name: 'agent', version: '1.0.0' })
      await client.connect(new StreamableHTTPClientTransport(new URL(process.env.MCP_URL)))
      const { tools } = await client.listTools()
      for (const [name, args] of ${calls}) await client.callTool({ name, arguments: args })
      await client.close()
      console.log(tools.length)
    `,
  },
  '@modelcontextprotocol/sdk': {
    packages: {},
    program: `
      import { Client } from '@modelcontextprotocol/sdk/client/index.js'
      import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
      const client = new Client({ name: 'agent', version: '1.0.0' })
      await client.connect(new StreamableHTTPClientTransport(new URL(process.env.MCP_URL)))
      const { tools } = await client.listTools()
      for (const [name, args] of ${calls}) await client.callTool({ name, arguments: args })
      await client.close()
      console.log(tools.length)
    `,
  },
  '@ai-sdk/mcp': {
    packages: {},
    program: `
      import { experimental_createMCPClient as createMCPClient } from '@ai-sdk/mcp'
      const client = await createMCPClient({ transport: { type: 'http', url: process.env.MCP_URL } })
      const tools = await client.tools()
      for (const [name, args] of ${calls})
        await tools[name].execute(args, { toolCallId: '1', messages: [] })
      await client.close()
      console.log(Object.keys(tools).length)
    `,
  },
}

/** Those of agent frameworks, hundreds of MiB together: the long form installs them. */
export const frameworkClients: Readonly<Record<string, AgentClient>> = {
  '@langchain/mcp-adapters': {
    packages: {
      '@langchain/core': '1.4.0',
      '@langchain/langgraph': '1',
      '@langchain/mcp-adapters': '1.1.4',
    },
    program: `
      import { MultiServerMCPClient } from '@langchain/mcp-adapters'
      const client = new MultiServerMCPClient({
        mcpServers: { close: { transport: 'http', url: process.env.MCP_URL } },
      })
      const tools = await client.getTools()
      for (const [name, args] of ${calls})
        await tools.find((tool) => tool.name === name).invoke(args)
      await client.close()
      console.log(tools.length)
    `,
  },
  '@openai/agents': {
    packages: { '@modelcontextprotocol/client': '2', '@openai/agents': '0.20.0', zod: '4' },
    program: `
      import { MCPServerStreamableHttp } from '@openai/agents'
      const server = new MCPServerStreamableHttp({ url: process.env.MCP_URL, name: 'close' })
      await server.connect()
      const tools = await server.listTools()
      for (const [name, args] of ${calls}) await server.callTool(name, args)
      await server.close()
      console.log(tools.length)
      process.exit()
    `,
  },
  '@mastra/mcp': {
    packages: { '@mastra/core': '0.24.9', '@mastra/mcp': '0.14.5', zod: '4' },
    program: `
      import { MCPClient } from '@mastra/mcp'
      const client = new MCPClient({ servers: { close: { url: new URL(process.env.MCP_URL) } } })
      const tools = await client.getTools()
      for (const [name, args] of ${calls})
        await tools['close_' + name].execute({ context: args })
      await client.disconnect()
      console.log(Object.keys(tools).length)
    `,
  },
  'mcp-use': {
    packages: { '@langchain/core': '1.4.0', langchain: '1', 'mcp-use': '1.34.6' },
    program: codeOf('docs/use-with/mcp-use.md'),
  },
}

/** The program that a page shows. */
function codeOf(page: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../..', page), 'utf8')
  const [, code] = /^```js\n(.*?)^```$/ms.exec(text) ?? []
  if (code === undefined) throw new Error(`${page} shows no program`)
  return code
}
