import { readGuide } from './guide.ts'
import type { GuidedProject } from './guided-project.ts'

/** The agent that the guide leaves to its reader. */
const agent = `
export async function runMyAgent(mcpUrl: string): Promise<void> {
  const call = async (name: string, args: object): Promise<string> => {
    const answer = await fetch(mcpUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({
        jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args },
      }),
    })
    return answer.text()
  }
  const found = await call('close_search_leads', { query: 'CloudScale' })
  const [leadId] = /lead_\\w+/.exec(found) ?? []
  await call('close_create_task', { lead_id: leadId, text: 'Call Sarah Mitchell' })
}
`

/** Getting started, as it stands on the page. */
export function vitestGuide(): GuidedProject {
  const { install, code } = readGuide('getting-started', 4)
  const [empty = '', sample = '', booked = '', config = ''] = code
  return {
    install,
    files: {
      'my-agent.ts': agent,
      'empty.test.ts': empty,
      'sample.test.ts': sample,
      'booked.test.ts': `import { runMyAgent } from './my-agent.js'\n${booked}`,
      'vitest.config.ts': config,
    },
  }
}

/** A property of whoever has not installed fast-check. */
export const propertyWithoutFastCheck = `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

const seeds = { generate: () => ({ value: closeData().lead('CloudScale') }) }

test.prop([seeds])('keeps every lead', async ([seed], { close }) => {
  await expect(close).toMatchCloseData(seed)
})
`

export const property = `
import { anyCloseData } from '@sandpit/close/arbitraries'
import { expect, test } from '@sandpit/vitest/close'

test.prop([anyCloseData()], { numRuns: 5 })('keeps every lead', async ([seed], { close }) => {
  await expect(close).toMatchCloseData(seed)
})
`
