import { describe, expect, it } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { LeasedSandbox, Link } from '../link/link.ts'

interface Parts {
  readonly broker: Broker
  readonly source: FakeSource
  readonly link: Link
  readonly calls: string[]
}

function onFake(spares = 0): Parts {
  const calls: string[] = []
  const source = new FakeSource(async (call) => void calls.push(call))
  const broker = new Broker({ source, workers: 1, spares })
  return { broker, source, link: broker.link(), calls }
}

/** One test, whose calls `during` makes. */
async function runTest(
  link: Link,
  { seed, readOnly = true }: { readonly seed?: unknown; readonly readOnly?: boolean },
  during: (lease: LeasedSandbox) => unknown = () => {},
): Promise<void> {
  const lease = await link.begin({ server: 'close', seed, readOnly })
  try {
    await during(lease)
    await link.confirm(lease.leaseId)
  } finally {
    link.end(lease.leaseId, 'returned')
  }
}

describe('tests that are marked read-only', () => {
  it('share what they start with, without a reset', async () => {
    const { broker, link } = onFake()
    for (let n = 0; n < 5; n++) await runTest(link, { seed: 1 })
    expect(broker.summary).toMatchObject({ acquires: 1, seeds: 1, resets: 0, unchanged: 5 })
    await runTest(link, { seed: 2 })
    expect(broker.summary).toMatchObject({ seeds: 2, resets: 1, unchanged: 6 })
  })

  it('share an empty sandbox too', async () => {
    const { broker, link } = onFake()
    for (let n = 0; n < 3; n++) await runTest(link, {})
    expect(broker.summary).toMatchObject({ acquires: 1, seeds: 0, resets: 0, unchanged: 3 })
  })

  it('leave it to a test without the mark, after which there is a reset', async () => {
    const { broker, link } = onFake()
    await runTest(link, { seed: 1 })
    await runTest(link, { seed: 1, readOnly: false })
    expect(broker.summary).toMatchObject({ seeds: 1, resets: 0 })
    await runTest(link, { seed: 1 })
    expect(broker.summary).toMatchObject({ seeds: 2, resets: 1 })
  })

  it('are read once before, and once each after', async () => {
    const { link, calls } = onFake()
    for (let n = 0; n < 3; n++) await runTest(link, { seed: 1 })
    // One dump of four looks at the first seed of the sandbox, as always.
    expect(calls).toEqual(['acquire', 'seed', 'dump', 'dump', 'dump', 'dump', 'dump'])
  })

  it('fail when they changed something, which no other test sees', async () => {
    const { broker, source, link } = onFake()
    const broken = runTest(link, { seed: 1 }, ({ sandboxId }) => source.write(sandboxId, 'new'))
    await expect(broken).rejects.toMatchObject({
      code: 'read_only',
      message: expect.stringContaining('[1] became [1,"new"]'),
    })
    await runTest(link, { seed: 1 }, async ({ leaseId }) =>
      expect(await link.dump(leaseId)).toEqual([1]),
    )
    expect(broker.summary).toMatchObject({ resets: 1, unchanged: 1 })
  })

  it('cannot ask for a change', async () => {
    const { link, calls } = onFake()
    const readOnly = { code: 'read_only' }
    await runTest(link, { seed: 1 }, async ({ leaseId }) => {
      const before = calls.length
      await expect(link.reset(leaseId)).rejects.toMatchObject(readOnly)
      await expect(link.add(leaseId, 2)).rejects.toMatchObject(readOnly)
      expect(calls).toHaveLength(before)
    })
  })

  it('are reset where the service cannot say what a sandbox holds', async () => {
    const { broker, source, link } = onFake()
    source.snapshot = async () => undefined
    for (let n = 0; n < 3; n++) await runTest(link, { seed: 1 })
    expect(broker.summary).toMatchObject({ seeds: 3, resets: 2, unchanged: 0 })
  })

  it('are reset when one of them did not live to say that it changed nothing', async () => {
    const { broker, source, link } = onFake()
    const { leaseId, sandboxId } = await link.begin({ server: 'close', seed: 1, readOnly: true })
    source.write(sandboxId, 'new')
    link.end(leaseId, 'returned')
    await runTest(link, { seed: 1 }, async (lease) =>
      expect(await link.dump(lease.leaseId)).toEqual([1]),
    )
    expect(broker.summary).toMatchObject({ resets: 1 })
  })

  it('leave spares nothing to do', async () => {
    const { broker, link } = onFake(1)
    for (let n = 0; n < 5; n++) await runTest(link, { seed: 1 })
    await broker.drain()
    expect(broker.summary.resets).toBe(0)
  })
})
