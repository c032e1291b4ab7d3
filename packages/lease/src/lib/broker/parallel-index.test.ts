import { expect, it } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { Link } from '../link/link.ts'

async function sandboxOf(link: Link): Promise<string> {
  const { leaseId, sandboxId } = await link.begin({ server: 'close', seed: 'some' })
  link.end(leaseId, 'returned')
  return sandboxId
}

async function leave(link: Link): Promise<void> {
  await link.letGo()
  await link.close()
}

it('a worker gets the sandbox that the last worker of its index had, whoever asks first', async () => {
  const broker = new Broker({ source: new FakeSource(async () => {}), workers: 3 })
  const places = ['0', '1', '2']
  const links = places.map((parallelIndex) => broker.link({ parallelIndex }))
  const before = await Promise.all(links.map(sandboxOf))
  await Promise.all(links.map(leave))
  for (const place of [2, 0, 1, 1, 2]) {
    const link = broker.link({ parallelIndex: String(place) })
    expect(await sandboxOf(link)).toBe(before[place])
    await leave(link)
  }
})

it('gets another when that is taken or gone', async () => {
  const broker = new Broker({ source: new FakeSource(async () => {}), workers: 2 })
  const first = broker.link({ parallelIndex: '0' })
  const lease = await first.begin({ server: 'close' })
  // A runner may start the next worker of an index before the last one has gone.
  const overlapping = broker.link({ parallelIndex: '0' })
  expect(await sandboxOf(overlapping)).not.toBe(lease.sandboxId)
  await leave(overlapping)
  first.end(lease.leaseId, 'retired')
  await leave(first)
  expect(await sandboxOf(broker.link({ parallelIndex: '0' }))).not.toBe(lease.sandboxId)
})

it('with spares gets the sandbox that is ready', async () => {
  const broker = new Broker({ source: new FakeSource(async () => {}), workers: 1, spares: 1 })
  const first = broker.link({ parallelIndex: '0' })
  const { leaseId, sandboxId } = await first.begin({ server: 'close', seed: 'some' })
  await new Promise((resolve) => setImmediate(resolve))
  first.end(leaseId, 'returned')
  expect(await sandboxOf(broker.link({ parallelIndex: '0' }))).not.toBe(sandboxId)
})
