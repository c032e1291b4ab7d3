import { sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'
import { bookCalls } from './renewal-agent.ts'

test.override('seed', sampleCloseData)

// The agent gets the address of the sandbox's MCP server, and nothing else.
test.beforeEach(({ close }) => bookCalls(close.mcpUrl, '2025-12-11'))

test.for([
  ['CloudScale Technologies Inc.', 'Annual SaaS subscription renewal'],
  ['Phoenix Digital Marketing Agency', 'Marketing automation platform upgrade'],
  ['Lighthouse Financial Advisors', 'Financial planning software suite'],
] as const)('%s gets a call', async ([lead, deal], { close }) => {
  await expect(close).toHaveTask(lead, {
    description: new RegExp(`^Call: ${deal}`),
    date: '2025-12-11',
  })
})

test('a company that hesitates does not', async ({ close }) => {
  await expect(close).not.toHaveTask('Vertex Manufacturing Solutions', /^Call: /)
})

test('and everything else is as it was', async ({ close }) => {
  await expect(close).toMatchCloseData(sampleCloseData)
})
