import { expect, test } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { LeasePhase } from '../link/link.ts'

test('begin tells what the test waits for, and leaves out what is not needed', async () => {
  const broker = new Broker({ source: new FakeSource(async () => {}), workers: 1 })
  const link = broker.link()
  const phasesOf = async (seed?: unknown): Promise<readonly LeasePhase[]> => {
    const phases: LeasePhase[] = []
    const lease = await link.begin({ server: 'close', seed }, undefined, (phase) =>
      phases.push(phase),
    )
    link.end(lease.leaseId, 'returned')
    return phases
  }
  const seed = { leads: [{ name: 'Acme' }] }
  expect(await phasesOf(seed)).toEqual(['acquire', 'seed'])
  expect(await phasesOf(seed)).toEqual(['reset', 'seed'])
  expect(await phasesOf()).toEqual(['reset'])
  expect(await phasesOf({ leads: [] })).toEqual(['reset'])
  await broker.drain()
})
