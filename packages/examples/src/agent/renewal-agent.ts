import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

interface Lead {
  readonly id: string
  readonly name: string
  readonly opportunities?: readonly { readonly note?: string; readonly confidence?: number }[]
}

/**
 * Stands where your agent would: books a call for everything that is about to be won. It knows
 * nothing of Sandpit, only where an MCP server is.
 */
export async function bookCalls(mcpUrl: string, date: string): Promise<void> {
  const client = new Client({ name: 'renewal-agent', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(mcpUrl)))
  const { leads } = (await callTool(client, 'close_list_leads', {})) as { leads: readonly Lead[] }
  for (const { id, opportunities = [] } of leads) {
    for (const { note } of opportunities.filter(({ confidence = 0 }) => confidence >= 80)) {
      await callTool(client, 'close_create_task', { lead_id: id, text: `Call: ${note}`, date })
    }
  }
  await client.close()
}

async function callTool(client: Client, name: string, args: Record<string, unknown>) {
  const { content } = await client.callTool({ name, arguments: args })
  const [answer] = content
  if (answer?.type !== 'text') throw new TypeError(`${name} answered without text`)
  return JSON.parse(answer.text) as unknown
}
