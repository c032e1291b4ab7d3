import { MultiServerMCPClient } from '@langchain/mcp-adapters'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'
import { AIMessage, createAgent, fakeModel } from 'langchain'

test.override('seed', closeData().lead('CloudScale'))

test('the agent works in the sandbox of this test', async ({ close }) => {
  const mcp = new MultiServerMCPClient({ crm: { transport: 'http', url: close.mcpUrl } })
  const tools = await mcp.getTools()
  // Stands where your model would: calls these tools, one after the other, then stops.
  const model = fakeModel()
    .respondWithTools([{ name: 'close_get_current_user', args: {} }])
    .respondWithTools([{ name: 'close_search_leads', args: { query: 'CloudScale' } }])
    .respondWithTools([{ name: 'close_create_lead', args: { name: 'Globex' } }])
    .respond(new AIMessage('Done.'))
  const agent = createAgent({ model, tools })
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Add Globex' }] })
  await mcp.close()

  expect(messages.at(-1)?.content).toBe('Done.')
  expect(tools).toHaveLength(63)
  await expect(close).toHaveLead({ name: 'Globex' })
  await expect(close).toHaveCalledInOrder([
    'close_get_current_user',
    ['close_search_leads', { query: 'CloudScale' }],
    ['close_create_lead', { name: 'Globex' }],
  ])
})
