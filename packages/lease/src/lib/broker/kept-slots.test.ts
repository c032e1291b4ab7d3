import { expect, it } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { Link } from '../link/link.ts'

/** A run of two workers in pools of one sandbox each. */
function setUp(): { one: Link; two: Link; drain: () => Promise<unknown> } {
  const over = Promise.withResolvers<void>()
  let acquires = 0
  const source = new FakeSource(async (what) => {
    if (what === 'acquire' && ++acquires > 2) await over.promise
  })
  const broker = new Broker({ source, workers: 2 })
  const drain = (): Promise<unknown> => {
    over.resolve()
    return broker.drain()
  }
  return { one: broker.link(), two: broker.link(), drain }
}

async function useOne(link: Link, server: string): Promise<string> {
  const { leaseId, sandboxId } = await link.begin({ server })
  link.end(leaseId, 'returned')
  return sandboxId
}

it('workers that each keep what the other comes to want do not wait for each other', async () => {
  const { one, two, drain } = setUp()
  const jira = await useOne(one, 'jira')
  const gmail = await useOne(two, 'gmail')
  const wanted = useOne(one, 'gmail')
  expect(await useOne(two, 'jira')).toBe(jira)
  await two.letGo()
  expect(await wanted).toBe(gmail)
  await drain()
})

it('a worker keeps what it was promised, whatever it waits for', async () => {
  const { one, two, drain } = setUp()
  await one.hold('jira')
  const { leaseId } = await two.begin({ server: 'gmail' })
  const order: string[] = []
  const held = one.hold('gmail')
  const wanted = useOne(two, 'jira').then(() => order.push('the other has it'))
  two.end(leaseId, 'returned')
  await held
  await useOne(one, 'jira')
  order.push('its test had it')
  await one.letGo()
  await wanted
  expect(order).toEqual(['its test had it', 'the other has it'])
  await drain()
})
