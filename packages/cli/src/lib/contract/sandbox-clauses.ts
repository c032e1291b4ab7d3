import { SandpitError } from '@sandpit/client/errors'
import type { SandboxDetails } from '@sandpit/client'
import { runTag } from '@sandpit/lease/sweep'
import type { Clause } from './clause.ts'
import { hold } from './contract-breach.ts'
import type { Trial } from './trial.ts'

export const acquireClause: Clause = {
  name: 'acquire',
  promise: 'hands out an occupied sandbox with an MCP address',
  async keep(trial) {
    const { status, mcpUrl } = await trial.acquire()
    hold(status === 'occupied', 'it is not occupied')
    hold(URL.canParse(mcpUrl), 'what should be its MCP address is none')
  },
}

export const getClause: Clause = {
  name: 'get',
  promise: 'shows it, at the same address',
  async keep(trial) {
    const { sandbox } = trial
    let details: SandboxDetails | undefined
    await trial.eventually(async () => (details = await detailsOf(trial)) !== undefined)
    hold(details !== undefined, 'it does not know the sandbox that it gave')
    hold(details?.sandboxId === sandbox.sandboxId, 'it shows another sandbox')
    hold(details?.server === 'close', 'it shows a sandbox of another server')
    hold(details?.status === 'occupied', 'it is not occupied')
    hold(details?.mcpUrl === sandbox.mcpUrl, 'it is at another address')
  },
}

/** Undefined for a sandbox that the service does not know, yet or any more. */
async function detailsOf({ client, sandbox, call }: Trial): Promise<SandboxDetails | undefined> {
  try {
    return await client.get('close', sandbox.sandboxId, call)
  } catch (error) {
    if (error instanceof SandpitError && error.code === 'not_found') return undefined
    throw error
  }
}

export const listClause: Clause = {
  name: 'list',
  promise: 'lists it, and by its tags it alone',
  async keep(trial) {
    const { client, call, tags, sandbox } = trial
    const isListed = async (): Promise<boolean> =>
      (await client.list(call)).some(({ sandboxId }) => sandboxId === sandbox.sandboxId)
    hold(await trial.eventually(isListed), 'it is not in the list')
    const tagged = await client.list({ ...call, tags })
    const ids = tagged.map(({ sandboxId }) => sandboxId)
    hold(ids.includes(sandbox.sandboxId), 'it is not listed by its tags')
    hold(ids.length === 1, 'others are listed by its tags')
    const others = await client.list({ ...call, tags: runTag('nobody') })
    hold(others.length === 0, 'sandboxes are listed by tags that none of them has')
  },
}

export const anotherClause: Clause = {
  name: 'another',
  promise: 'never hands out one sandbox twice',
  unshared: true,
  async keep(trial) {
    const first = trial.sandbox
    const other = await trial.acquire()
    hold(other.sandboxId !== first.sandboxId, 'it hands out one that is taken')
    await trial.release(other)
  },
}

export const releaseClause: Clause = {
  name: 'release',
  promise: 'takes back what is released',
  async keep(trial) {
    const { client, call, tags, sandbox } = trial
    await trial.release(sandbox)
    const isGone = async (): Promise<boolean> =>
      (await client.list({ ...call, tags })).every(
        ({ sandboxId, status }) => sandboxId !== sandbox.sandboxId || status === 'idle',
      )
    hold(await trial.eventually(isGone), 'the list shows it as occupied')
  },
}

export const releaseAgainClause: Clause = {
  name: 'release again',
  promise: 'takes back what is released already',
  unshared: true,
  async keep({ client, call, released }) {
    hold(released !== undefined, 'none was released before')
    if (released !== undefined) await client.release('close', released.sandboxId, call)
  },
}
