import type { SandboxClient } from '@sandpit/client'
import { runOf } from './ownership.ts'

export async function describeHolders(client: SandboxClient, server: string): Promise<string> {
  try {
    const listed = (await client.list()).filter((each) => each.server === server)
    const occupied = listed.filter((each) => each.status === 'occupied')
    const runs = Map.groupBy(occupied, (each) => {
      const run = runOf(each.tags)
      return run === undefined ? 'somebody else' : `run ${run}`
    })
    const shares = [...runs].map(([run, held]) => `${held.length} by ${run}`)
    if (shares.length === 0) return 'The service lists none of them as yours.'
    return `The service lists ${listed.length} as yours, ${occupied.length} of them taken: ${shares.join(', ')}.`
  } catch {
    return 'The service did not say who holds them.'
  }
}
