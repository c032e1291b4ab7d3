import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A broker whose source knows of others, or of none. */
function setUp(others: { isScarce?: boolean; takes?: boolean }): {
  source: FakeSource
  broker: Broker
} {
  const source = new FakeSource(async () => {})
  Object.assign(source, {
    isScarce: () => others.isScarce ?? false,
    takesOneForOthers: () => others.takes ?? false,
  })
  return { source, broker: new Broker({ source, workers: 2 }) }
}

async function holdTwo(broker: Broker): Promise<readonly ReturnType<Broker['link']>[]> {
  const links = [broker.link(), broker.link()]
  for (const link of links) await link.hold('close')
  return links
}

describe('a broker beside others', () => {
  it('gives back what no worker has wanted for five seconds, when the pool had none', async () => {
    const { source, broker } = setUp({ isScarce: true })
    const [first] = await holdTwo(broker)
    await first?.letGo()
    await vi.advanceTimersByTimeAsync(4900)
    expect(source.occupied.size).toBe(2)
    await vi.advanceTimersByTimeAsync(200)
    expect(source.occupied.size).toBe(1)
    await broker.drain()
  })

  it('keeps what a worker comes back for in time', async () => {
    const { source, broker } = setUp({ isScarce: true })
    const [first] = await holdTwo(broker)
    for (let file = 0; file < 5; file++) {
      await first?.letGo()
      await vi.advanceTimersByTimeAsync(4000)
      await first?.hold('close')
    }
    expect(source.acquires).toBe(2)
    await broker.drain()
  })

  it('keeps everything while the pool has enough', async () => {
    const { source, broker } = setUp({})
    const [first] = await holdTwo(broker)
    await first?.letGo()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(source.occupied.size).toBe(2)
    await broker.drain()
  })

  it('gives up what a file is done with when it is time, but never its last', async () => {
    const { source, broker } = setUp({ takes: true })
    const [first, second] = await holdTwo(broker)
    await first?.letGo()
    await vi.advanceTimersByTimeAsync(0)
    expect(source.occupied.size).toBe(1)
    await second?.letGo()
    await vi.advanceTimersByTimeAsync(0)
    expect(source.occupied.size).toBe(1)
    await broker.drain()
  })
})
