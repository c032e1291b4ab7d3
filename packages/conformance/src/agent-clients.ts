import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program that works in a sandbox by an MCP client. */
export interface AgentClient {
  /** What it is installed by, each at one version; nothing where the workspace has it. */
  readonly packages: Readonly<Record<string, string>>
  /** Takes the address from `process.env.MCP_URL`, and prints how many tools there are. */
  readonly program: string
}

/**
 * Clients in a process of their own, as agents are: the official one, and mcp-use as its page shows
 * it, which is too large to be installed with the workspace. `packages/use-with` has the others.
 */
export const agentClients: Readonly<Record<'official' | 'mcp-use', AgentClient>> = {
  official: {
    packages: {},
    program: `
      import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
      const client = new Client({ name: 'agent', version: '1.0.0' })
      await client.connect(new StreamableHTTPClientTransport(new URL(process.env.MCP_URL)))
      const { tools } = await client.listTools()
      await client.callTool({ name: 'close_create_lead', arguments: { name: 'Initech' } })
      await client.callTool({ name: 'close_list_leads', arguments: { limit: 10 } })
      await client.callTool({ name: 'close_search_leads', arguments: { query: 'Initech' } })
      await client.close()
      console.log(tools.length)
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
