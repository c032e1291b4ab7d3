import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'
import fc from 'fast-check'
import { bookCalls } from './renewal-agent.ts'

// Any number of leads, each with one deal that is more or less likely.
const anyPipeline = fc
  .array(fc.integer({ min: 0, max: 100 }), { maxLength: 5 })
  .map((confidences) =>
    closeData().repeat(confidences.length, (data, index) =>
      data.lead(`Lead ${index + 1}`, (lead) =>
        lead.opportunity('Deal', { confidence: confidences[index] }),
      ),
    ),
  )

test.prop([anyPipeline], { numRuns: 25 })(
  'whatever is in the pipeline, the agent calls about what is likely and nothing else',
  async ([pipeline], { close }) => {
    await bookCalls(close.mcpUrl, '2025-12-11')

    const { leads } = await close.dump()
    for (const { opportunities, tasks } of leads ?? []) {
      const likely = opportunities?.filter(({ confidence }) => (confidence ?? 0) >= 80)
      expect(tasks ?? []).toHaveLength(likely?.length ?? 0)
    }
    await expect(close).toMatchCloseData(pipeline)
  },
)
