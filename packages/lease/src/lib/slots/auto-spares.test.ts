import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from './fake-source.testing.ts'

/** What the calls of a service take, in milliseconds. */
const latencies: Readonly<Record<string, number>> = {
  acquire: 1000,
  seed: 400,
  reset: 300,
  dump: 100,
  release: 200,
}

interface Rehearsal {
  readonly source: FakeSource
  readonly broker: Broker
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function rehearse(ceiling: number, refuses = (_call: string): boolean => false): Rehearsal {
  const source = new FakeSource((call) => pass(latencies[call] ?? 0), refuses)
  return { source, broker: new Broker({ source, workers: 2, spares: 'auto', ceiling }) }
}

/** Runs tests on two workers; answers how long each waited for its sandbox, in milliseconds. */
async function runTests(broker: Broker, tests: number, testMs: number): Promise<readonly number[]> {
  const waitsMs: number[] = []
  const worker = async (): Promise<void> => {
    const link = broker.link()
    await link.hold('close')
    for (let n = 0; n < tests; n++) {
      const asked = performance.now()
      const { leaseId } = await link.begin({ server: 'close', seed: 1 })
      waitsMs.push(performance.now() - asked)
      await pass(testMs)
      link.end(leaseId, 'returned')
    }
    await link.close()
  }
  await ended(Promise.all([worker(), worker()]))
  return waitsMs
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Lets time go by until something has ended. */
async function ended<T>(work: Promise<T>): Promise<T> {
  const progress = { over: false }
  void work.finally(() => (progress.over = true))
  while (!progress.over) await vi.advanceTimersByTimeAsync(10)
  return work
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length

describe("spares: 'auto'", () => {
  it('takes more while tests wait for resets, until they wait no more', async () => {
    const { broker, source } = rehearse(12)
    const waitsMs = await runTests(broker, 60, 300)
    // A reset and a seed of 0.7 s hide behind tests of 0.3 s with about two spares for each worker.
    expect(source.most).toBeGreaterThanOrEqual(6)
    expect(source.most).toBeLessThanOrEqual(9)
    expect(mean(waitsMs.slice(0, 10))).toBeGreaterThan(400)
    expect(mean(waitsMs.slice(-10))).toBeLessThan(30)
  })

  it('takes none for a run that is over before one would pay', async () => {
    const { broker, source } = rehearse(12)
    await runTests(broker, 1, 300)
    expect(source.acquires).toBe(2)
  })

  it('takes none when tests are so long that few resets are waited for', async () => {
    const { broker, source } = rehearse(12)
    await runTests(broker, 2, 60_000)
    expect(source.acquires).toBeLessThanOrEqual(3)
  })

  it('gives back those that tests do without, and stays quick', async () => {
    const { broker, source } = rehearse(12)
    await runTests(broker, 40, 300)
    const most = source.occupied.size
    const waitsMs = await runTests(broker, 60, 5000)
    expect(source.occupied.size).toBeLessThan(most)
    expect(source.occupied.size).toBeLessThanOrEqual(4)
    expect(mean(waitsMs)).toBeLessThan(100)
    await ended(broker.drain())
    expect(source.occupied.size).toBe(0)
  })

  it('never takes more than the ceiling', async () => {
    const { broker, source } = rehearse(3)
    await runTests(broker, 40, 300)
    expect(source.most).toBe(3)
  })

  it('leaves a pool alone that has none to spare: ever fewer asks, no test fails', async () => {
    let asked = 0
    const { broker, source } = rehearse(12, (call) => call === 'spare' && ++asked > 0)
    await runTests(broker, 100, 300)
    expect(source.acquires).toBe(2)
    expect(asked).toBeGreaterThan(2)
    // 200 tests have waited 140 s, which is 140 times what an acquire takes.
    expect(asked).toBeLessThan(10)
  })
})
