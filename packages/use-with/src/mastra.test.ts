import { Agent } from '@mastra/core/agent'
import type { MastraModelConfig } from '@mastra/core/llm'
import { MCPClient } from '@mastra/mcp'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', closeData().lead('CloudScale'))

test('the agent works in the sandbox of this test', async ({ close }) => {
  const mcp = new MCPClient({ servers: { crm: { url: new URL(close.mcpUrl) } } })
  const tools = await mcp.listTools()
  const agent = new Agent({
    id: 'assistant',
    name: 'assistant',
    instructions: 'You keep a CRM.',
    model: scriptedModel(),
    tools,
  })
  const { text } = await agent.generate('Add Globex')
  await mcp.disconnect()

  expect(text).toBe('Done.')
  expect(Object.keys(tools)).toHaveLength(63)
  await expect(close).toHaveLead({ name: 'Globex' })
  await expect(close).toHaveCalledInOrder([
    'close_get_current_user',
    ['close_search_leads', { query: 'CloudScale' }],
    ['close_create_lead', { name: 'Globex' }],
  ])
})

/** Stands where your model would: calls these tools, one after the other, then stops. */
function scriptedModel(): LanguageModel {
  const script = [
    toolCall('crm_close_get_current_user', {}),
    toolCall('crm_close_search_leads', { query: 'CloudScale' }),
    toolCall('crm_close_create_lead', { name: 'Globex' }),
  ]
  return {
    specificationVersion: 'v4',
    provider: 'script',
    modelId: 'script',
    supportedUrls: {},
    async doGenerate() {
      return script.shift() ?? answer('stop', { type: 'text', text: 'Done.' })
    },
    doStream() {
      throw new Error('This test does not stream.')
    },
  }
}

type LanguageModel = Extract<MastraModelConfig, { specificationVersion: 'v4'; modelId: string }>

type Answer = Extract<Awaited<ReturnType<LanguageModel['doGenerate']>>, { content: unknown }>

function toolCall(toolName: string, input: object): Answer {
  const call = { toolCallId: toolName, toolName, input: JSON.stringify(input) }
  return answer('tool-calls', { type: 'tool-call', ...call })
}

function answer(reason: 'stop' | 'tool-calls', content: Answer['content'][number]): Answer {
  const inputTokens = { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 }
  return {
    content: [content],
    finishReason: { unified: reason, raw: undefined },
    usage: { inputTokens, outputTokens: { total: 0, text: 0, reasoning: 0 } },
    warnings: [],
  }
}
