import { contract, Trial, type TrialEnd, tryClause } from '@sandpit/cli/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSubject, subjects } from './subjects.ts'

describe.each(subjects)('$name', (subject) => {
  let running: RunningSubject
  let trial: Trial
  let ended: Promise<TrialEnd> | undefined
  const end = (): Promise<TrialEnd> => (ended ??= trial.end())

  beforeAll(async () => {
    running = await subject.start()
    trial = new Trial(running)
  })

  afterAll(async () => {
    await end()
    await running[Symbol.asyncDispose]()
  })

  it.each(contract)('$promise', async (clause) => {
    expect((await tryClause(clause, trial)).outcome).toEqual({ kind: 'kept' })
  })

  it('has everything back at the end', async () => {
    expect(await end()).toEqual({ left: 0, failures: [] })
  })
})
