import { expect, it } from 'vitest'
import { Broker } from '../broker/broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { Link, SandboxKind } from '../link/link.ts'
import { RunBrokers } from './run-brokers.ts'

function brokers(): { readonly sources: Map<string, FakeSource>; readonly all: RunBrokers } {
  const sources = new Map<string, FakeSource>()
  const all = new RunBrokers((kind: SandboxKind) => {
    const source = new FakeSource(async () => {})
    sources.set(JSON.stringify(kind), source)
    return new Broker({ source, workers: 2 })
  })
  return { sources, all }
}

async function useOne(link: Link): Promise<string> {
  const { leaseId, sandboxId } = await link.begin({ server: 'close' })
  link.end(leaseId, 'returned')
  return sandboxId
}

it('gives workers that want the same kind the same sandboxes, and others their own', async () => {
  const { sources, all } = brokers()
  const kinds = [
    { benchmark: 'one', service: 'hosted' },
    { service: 'hosted', benchmark: 'one' },
    { benchmark: 'other' },
    {},
  ] as const
  const used: string[] = []
  for (const kind of kinds) {
    const link = all.link({ kind })
    used.push(await useOne(link))
    await link.close()
  }
  expect(sources.size).toBe(3)
  expect(used[0]).toBe(used[1])
  expect(new Set(used).size).toBe(3)
  expect(all.summary).toMatchObject({ acquires: 3, leases: 4 })
  expect(await all.drain()).toEqual({ failures: [] })
  expect(all.summary.releases).toBe(3)
})

it('gives back what an index had when its next worker wants another kind', async () => {
  const { sources, all } = brokers()
  const [one, two] = [all.link({ parallelIndex: '0' }), all.link({ parallelIndex: '1' })]
  await Promise.all([useOne(one), useOne(two)])
  const occupied = (): number => sources.get('{}')?.occupied.size ?? 0
  await one.close()
  all.link({ parallelIndex: '0', kind: { benchmark: 'other' } })
  await expect.poll(occupied).toBe(1)
  // The worker that still goes on keeps its own.
  await useOne(two)
  expect(all.summary.acquires).toBe(2)
  await two.close()
  all.link({ parallelIndex: '1', kind: { benchmark: 'other' } })
  await expect.poll(occupied).toBe(0)
})
