import {
  Agent,
  MCPServerStreamableHttp,
  type Model,
  type ModelResponse,
  run,
  Usage,
} from '@openai/agents'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', closeData().lead('CloudScale'))

test('the agent works in the sandbox of this test', async ({ close }) => {
  const server = new MCPServerStreamableHttp({ name: 'crm', url: close.mcpUrl })
  await server.connect()
  const tools = await server.listTools()
  const agent = new Agent({ name: 'assistant', model: scriptedModel(), mcpServers: [server] })
  const { finalOutput } = await run(agent, 'Add Globex')
  await server.close()

  expect(finalOutput).toBe('Done.')
  expect(tools).toHaveLength(63)
  await expect(close).toHaveLead({ name: 'Globex' })
  await expect(close).toHaveCalledInOrder([
    'close_get_current_user',
    ['close_search_leads', { query: 'CloudScale' }],
    ['close_create_lead', { name: 'Globex' }],
  ])
})

/** Stands where your model would: calls these tools, one after the other, then stops. */
function scriptedModel(): Model {
  const script: ModelResponse['output'][] = [
    [toolCall('close_get_current_user', {})],
    [toolCall('close_search_leads', { query: 'CloudScale' })],
    [toolCall('close_create_lead', { name: 'Globex' })],
    [
      {
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Done.' }],
      },
    ],
  ]
  return {
    async getResponse() {
      return { usage: new Usage(), output: script.shift() ?? [] }
    },
    getStreamedResponse() {
      throw new Error('This test does not stream.')
    },
  }
}

function toolCall(name: string, input: object): ModelResponse['output'][number] {
  return { type: 'function_call', callId: name, name, arguments: JSON.stringify(input) }
}
