import { anyCloseData } from '@sandpit/close/arbitraries'
import { expect, test } from '@sandpit/vitest/close'
import { bookCalls } from './renewal-agent.ts'

// A random pipeline in every run; a failure shrinks to the smallest one, shown as code to paste.
test.prop([anyCloseData({ leads: { max: 5 } })], { numRuns: 10 })(
  'whatever is in the pipeline, the agent calls about what is likely and nothing else',
  async ([pipeline], { close }) => {
    await bookCalls(close.mcpUrl, '2025-12-11')

    const { leads } = await close.dump()
    for (const { opportunities, tasks } of leads ?? []) {
      const likely = opportunities?.filter(({ confidence }) => (confidence ?? 0) >= 80) ?? []
      const calls = tasks?.filter(({ description }) => description.startsWith('Call: ')) ?? []
      expect(calls).toHaveLength(likely.length)
    }
    await expect(close).toMatchCloseData(pipeline)
  },
)
