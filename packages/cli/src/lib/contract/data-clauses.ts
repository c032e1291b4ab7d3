import { defineService } from '@sandpit/client/service'
import { type CloseSeed, sampleCloseData } from '@sandpit/close'
import { diffCloseData } from '@sandpit/close/compare'
import { closeService } from '@sandpit/close/schema'
import { z } from 'zod'
import type { Clause } from './clause.ts'
import { hold } from './contract-breach.ts'
import { refusalOf } from './refusal-of.ts'
import type { Trial } from './trial.ts'

const unchecked = defineService({ server: 'close', seed: z.unknown(), dump: z.unknown() })
const malformed = { leads: [{ name: 'Whole' }, { name: 5 }, { name: 'A', tasks: [{}] }] }
const faults = ['leads.1.name', 'leads.2.tasks.0.description']

export const malformedClause: Clause = {
  name: 'malformed seed',
  promise: 'names every fault of a malformed seed, and stores none of it',
  async keep(trial) {
    const { client, call, sandbox } = trial
    const refusal = await refusalOf(
      client.initialize(unchecked, sandbox.sandboxId, malformed, call),
    )
    hold(refusal !== undefined, 'it takes a malformed seed')
    if (refusal?.code !== 'validation') throw refusal
    const named = refusal.facts.issues?.map(({ path }) => path.join('.')) ?? []
    hold(named.join() === faults.join(), 'it names other faults than there are')
    hold(isEmpty(await dumped(trial)), 'it stores some of a malformed seed')
  },
}

export const defaultDataClause: Clause = {
  name: 'default data',
  promise: 'has default data',
  async keep(trial) {
    await trial.client.initializeDefault('close', trial.sandbox.sandboxId, trial.call)
    hold(!isEmpty(await dumped(trial)), 'there is nothing in it')
  },
}

export const resetClause: Clause = {
  name: 'reset',
  promise: 'is empty after a reset, at the same address',
  async keep(trial) {
    const { client, call, sandbox } = trial
    await client.reset('close', sandbox.sandboxId, call)
    hold(isEmpty(await dumped(trial)), 'something is left in it')
    const { mcpUrl } = await client.get('close', sandbox.sandboxId, call)
    hold(mcpUrl === sandbox.mcpUrl, 'it is at another address')
  },
}

export const seedClause: Clause = {
  name: 'seed',
  promise: 'dumps what it was initialized with',
  async keep(trial) {
    const { client, call, sandbox } = trial
    const status = await client.initialize(closeService, sandbox.sandboxId, sampleCloseData, call)
    hold(status === 'occupied', 'it is not occupied afterwards')
    const count = diffCloseData(sampleCloseData, await dumped(trial)).length
    hold(count === 0, `its dump differs from the seed in ${count} places`)
  },
}

export const apartClause: Clause = {
  name: 'apart',
  promise: 'keeps what one sandbox holds from the other',
  unshared: true,
  async keep(trial) {
    const other = await trial.acquire()
    const dump = await trial.client.dump(closeService, other.sandboxId, trial.call)
    hold(isEmpty(dump), 'a new sandbox holds something')
    await trial.release(other)
  },
}

function dumped({ client, sandbox, call }: Trial): Promise<CloseSeed> {
  return client.dump(closeService, sandbox.sandboxId, call)
}

function isEmpty({ leads }: CloseSeed): boolean {
  return (leads ?? []).length === 0
}
