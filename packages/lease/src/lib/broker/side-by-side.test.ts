import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const servers = ['gmail', 'jira', 'slack']
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A service whose pools have so many sandboxes each. */
class Pools {
  readonly #left: Map<string, number>

  constructor(size: number) {
    this.#left = new Map(servers.map((server) => [server, size]))
  }

  /** One run's way to them; an acquire of the slow system takes it three seconds, of others one. */
  broker(workers: number, slow?: string): Broker {
    const source = new FakeSource(async () => {})
    const acquire = source.acquire.bind(source)
    const release = source.release.bind(source)
    source.acquire = async (slot, context) => {
      const { server = '' } = slot ?? {}
      await pass(server === slow ? 3000 : 1000)
      while (this.#of(server) === 0 && context?.signal?.aborted === false) await pass(500)
      this.#left.set(server, this.#of(server) - 1)
      return acquire(slot, context)
    }
    source.release = async (slot) => {
      this.#left.set(slot.server, this.#of(slot.server) + 1)
      return release(slot)
    }
    return new Broker({ source, workers, spares: 0 })
  }

  #of(server: string): number {
    return this.#left.get(server) ?? 0
  }
}

/** A file that uses them all; answers when it had them, in milliseconds. */
async function runFile(broker: Broker, inOrder: readonly string[] = servers): Promise<number> {
  const link = broker.link()
  for (const [index, server] of inOrder.entries()) await link.hold(server, inOrder.slice(index + 1))
  const heldMs = performance.now()
  await pass(2000)
  await link.letGo()
  await link.close()
  return heldMs
}

/** A run of one file. */
async function run(broker: Broker): Promise<void> {
  await runFile(broker)
  await broker.drain()
}

describe('sandboxes of several systems', () => {
  it('are acquired side by side', async () => {
    const started = performance.now()
    const held = runFile(new Pools(1).broker(1))
    await vi.advanceTimersByTimeAsync(1100)
    await vi.advanceTimersByTimeAsync(2000)
    expect((await held) - started).toBeLessThan(1100)
  })

  it('are no more than the workers of the run use', async () => {
    const broker = new Pools(9).broker(2)
    const files = Promise.all([runFile(broker), runFile(broker), runFile(broker)])
    await vi.advanceTimersByTimeAsync(20_000)
    await files
    expect(broker.summary.acquires).toBe(6)
  })

  it('are had one after the other within a run that has one of each', async () => {
    const broker = new Pools(1).broker(2)
    const files = Promise.all([runFile(broker), runFile(broker)])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await files).toHaveLength(2)
  })

  it('are given to another run that needs them first, when one waits for another of them', async () => {
    const pools = new Pools(1)
    // One gets gmail and the other jira, which each of them wants to have both.
    const runs = Promise.all([run(pools.broker(1, 'jira')), run(pools.broker(1, 'gmail'))])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await runs).toHaveLength(2)
  })
})
