import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', closeData().lead('CloudScale'))

test('works in the sandbox of this test', async ({ close }) => {
  const client = new Client({ name: 'my-agent', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(close.mcpUrl)))
  const { tools } = await client.listTools()
  await client.callTool({ name: 'close_get_current_user' })
  await client.callTool({ name: 'close_search_leads', arguments: { query: 'CloudScale' } })
  await client.callTool({ name: 'close_create_lead', arguments: { name: 'Globex' } })
  await client.close()

  expect(tools).toHaveLength(63)
  await expect(close).toHaveLead({ name: 'Globex' })
  await expect(close).toHaveCalledInOrder([
    'close_get_current_user',
    ['close_search_leads', { query: 'CloudScale' }],
    ['close_create_lead', { name: 'Globex' }],
  ])
})
