import { sampleCloseData } from '@sandpit/close'
import type { Clause } from './clause.ts'
import { hold } from './contract-breach.ts'

/** Tried on a sandbox with the sample in it. */
export const toolsClause: Clause = {
  name: 'tools',
  promise: 'has tools, and they see what the sandbox holds',
  async keep(trial) {
    await using tools = await trial.tools(trial.sandbox)
    const listed = await tools.list()
    const reading = 'close_list_leads'
    hold(
      listed.some(({ name }) => name === reading),
      `it has no tool ${reading}`,
    )
    const said = JSON.stringify(await tools.call(reading, {}))
    const missing = (sampleCloseData.leads ?? []).filter(({ name }) => !said.includes(name))
    hold(missing.length === 0, `${reading} does not show ${missing.length} of the leads`)
  },
}
