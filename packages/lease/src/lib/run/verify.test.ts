import { expect, test } from 'vitest'
import { Broker } from '../broker/broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import { startRun } from './run.ts'
import type { Verify } from '../slots/slot-care.ts'

const never = (): Promise<never> => Promise.reject(new Error('nobody asked'))

test.each<[Verify | undefined, number]>([
  [undefined, 2],
  ['first', 2],
  // Three tests: a reset before all but the first, and a seed each.
  ['always', 5],
  ['never', 0],
])('verify %o reads a sandbox %i times in three tests', async (verify, dumps) => {
  const calls: string[] = []
  const source = new FakeSource(async (call) => void calls.push(call))
  const broker = new Broker({ source, workers: 1, ...(verify && { verify }) })
  const link = broker.link()
  for (let seed = 0; seed < 3; seed++) {
    const { leaseId } = await link.begin({ server: 'close', seed })
    link.end(leaseId, 'returned')
  }
  expect(calls.filter((call) => call === 'dump')).toHaveLength(dumps)
})

test('a sandbox that goes bad later is replaced when it is always looked at', async () => {
  let resets = 0
  const source = new FakeSource(async () => {})
  const reset = source.reset.bind(source)
  source.reset = async (slot) => (++resets === 2 ? undefined : reset(slot))
  const broker = new Broker({ source, workers: 1, verify: 'always' })
  const link = broker.link()
  for (let seed = 0; seed < 4; seed++) {
    const { leaseId } = await link.begin({ server: 'close', seed })
    expect(await link.dump(leaseId)).toEqual([seed])
    link.end(leaseId, 'returned')
  }
  expect(broker.summary).toMatchObject({ unclean: 1, acquires: 2 })
})

test('a word that it does not know is refused before anything starts', async () => {
  const verify = 'sometimes' as Verify
  await expect(startRun({ workers: 1, verify, service: never })).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining("'sometimes'"),
  })
})
