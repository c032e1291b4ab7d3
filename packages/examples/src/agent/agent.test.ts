import { sampleCloseData } from '@sandpit/close'
import { diffCloseData } from '@sandpit/close/compare'
import { expect, test } from '@sandpit/vitest/close'
import { bookCalls } from './renewal-agent.ts'

test.override('seed', sampleCloseData)

// The agent gets the address of the sandbox's MCP server, and nothing else.
test.beforeEach(({ close }) => bookCalls(close.mcpUrl, '2025-12-11'))

test('the agent books a call for each of the three likely deals', async ({ close }) => {
  const { leads } = await close.dump()
  const tasks = leads?.flatMap((lead) => lead.tasks ?? [])

  expect(tasks?.filter((task) => task.date === '2025-12-11')).toMatchObject([
    { description: 'Call: Annual SaaS subscription renewal - CloudScale Technologies' },
    { description: 'Call: Marketing automation platform upgrade - Phoenix Digital' },
    { description: 'Call: Financial planning software suite - Lighthouse FA' },
  ])
})

test('and leaves everything else as it was', async ({ close }) => {
  const lost = diffCloseData(sampleCloseData, await close.dump(), { mode: 'partial' })

  expect(lost).toEqual([])
})
