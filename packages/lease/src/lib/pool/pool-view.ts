import type { SandboxClient } from '@sandpit/client'
import { runOf } from '../record/sandbox-tags.ts'
import { count } from '../text/amount.ts'

/**
 * What the service lists of a server's pool for the account. Nothing in its API tells the size of a
 * pool: it may have more than it lists, and may list none that are idle.
 */
export interface PoolView {
  readonly idle: number
  /** How many each of Sandpit's runs holds, by the tags of its acquires. */
  readonly byRun: ReadonlyMap<string, number>
  /** How many are held by somebody whose tags are not ours, or in state error. */
  readonly byOthers: number
}

export async function viewPool(client: SandboxClient, server: string): Promise<PoolView> {
  const listed = (await client.list()).filter((each) => each.server === server)
  const taken = listed.filter(({ status }) => status !== 'idle')
  const byRun = new Map<string, number>()
  for (const run of taken.flatMap(({ tags }) => runOf(tags) ?? [])) {
    byRun.set(run, (byRun.get(run) ?? 0) + 1)
  }
  return { idle: listed.length - taken.length, byRun, byOthers: taken.length - sum(byRun) }
}

export function takenOf({ byRun, byOthers }: PoolView): number {
  return sum(byRun) + byOthers
}

/** How many are held by anybody but this run. */
export function heldBesides(view: PoolView, runId: string): number {
  return takenOf(view) - (view.byRun.get(runId) ?? 0)
}

/** Who holds what, in a sentence. */
export function describeHolders(view: PoolView, runId: string): string {
  const { idle, byRun, byOthers } = view
  const runs = [...byRun]
    .filter(([run]) => run !== runId)
    .toSorted(([, one], [, other]) => other - one)
  const named = runs.slice(0, runs.length > mostNamed ? mostNamed - 1 : mostNamed)
  const rest = runs.slice(named.length)
  const shares = [
    ...(idle > 0 ? [`${idle} idle`] : []),
    ...(byRun.has(runId) ? [`${byRun.get(runId) ?? 0} held by this run`] : []),
    ...named.map(([run, held]) => `${held} held by run ${run}`),
    ...(rest.length > 0 ? [`${sum(new Map(rest))} held by ${rest.length} other runs`] : []),
    ...(byOthers > 0 ? [`${byOthers} held by others`] : []),
  ]
  if (shares.length === 0) return 'It lists none for this account, so others hold them.'
  return `It lists ${count(idle + takenOf(view), 'sandbox', 'sandboxes')} for this account: ${shares.join(', ')}.`
}

const mostNamed = 4

function sum(byRun: ReadonlyMap<string, number>): number {
  return [...byRun.values()].reduce((total, held) => total + held, 0)
}
