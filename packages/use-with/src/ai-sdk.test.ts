import { createMCPClient } from '@ai-sdk/mcp'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'
import { generateText, stepCountIs } from 'ai'
import { MockLanguageModelV4 } from 'ai/test'

test.override('seed', closeData().lead('CloudScale'))

test('the agent works in the sandbox of this test', async ({ close }) => {
  const mcp = await createMCPClient({ transport: { type: 'http', url: close.mcpUrl } })
  const tools = await mcp.tools()
  const { text } = await generateText({
    model: scriptedModel(),
    tools,
    stopWhen: stepCountIs(10),
    prompt: 'Add Globex',
  })
  await mcp.close()

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
function scriptedModel(): MockLanguageModelV4 {
  return new MockLanguageModelV4({
    doGenerate: [
      toolCall('close_get_current_user', {}),
      toolCall('close_search_leads', { query: 'CloudScale' }),
      toolCall('close_create_lead', { name: 'Globex' }),
      answer('stop', { type: 'text', text: 'Done.' }),
    ],
  })
}

type Answer = Awaited<ReturnType<MockLanguageModelV4['doGenerate']>>

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
