import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Broker } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { Forecast } from '../size/forecast.ts'

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
  it('takes enough for tests to wait no more, as soon as they have waited as long as for a sandbox', async () => {
    const { broker, source } = rehearse(12)
    const waitsMs = await runTests(broker, 60, 300)
    // A reset and a seed of 0.7 s hide behind tests of 0.3 s with about two spares for each worker.
    expect(source.most).toBeGreaterThanOrEqual(6)
    expect(source.most).toBeLessThanOrEqual(9)
    expect(mean(waitsMs.slice(2, 6))).toBeGreaterThan(400)
    // Two tests on each worker show what a spare saves; while it is acquired two more go by.
    expect(mean(waitsMs.slice(10))).toBeLessThan(30)
  })

  it('is the default, with three more for each worker at the most', async () => {
    const source = new FakeSource((call) => pass(latencies[call] ?? 0))
    await runTests(new Broker({ source, workers: 2 }), 60, 30)
    expect(source.most).toBe(8)
  })

  it('takes none for waits that nobody notices', async () => {
    const source = new FakeSource((call) => pass(call === 'acquire' ? 10 : 2))
    await runTests(new Broker({ source, workers: 2 }), 200, 10)
    expect(source.most).toBe(2)
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

  it('leaves a pool alone that has none to spare: it asks once, and no test fails', async () => {
    let asked = 0
    const { broker, source } = rehearse(12, (call) => call === 'spare' && ++asked > 0)
    await runTests(broker, 100, 300)
    expect(source.acquires).toBe(2)
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThan(10)
  })

  it('gives one back when the pool has no more, so that whoever comes next gets something', async () => {
    const { broker, source } = rehearse(12, (call) => call === 'spare' && source.occupied.size >= 5)
    await runTests(broker, 60, 300)
    expect(source.most).toBe(5)
    expect(source.occupied.size).toBe(4)
  })

  it('gives all back when others come to a pool that has none for them', async () => {
    const { broker, source } = rehearse(12)
    await runTests(broker, 40, 300)
    expect(source.occupied.size).toBeGreaterThan(4)
    source.isShort = async () => true
    await runTests(broker, 40, 300)
    expect(source.occupied.size).toBe(2)
    await ended(broker.drain())
  })

  it('counts concurrent tests as workers', async () => {
    const source = new FakeSource((call) => pass(latencies[call] ?? 0))
    const broker = new Broker({ source, workers: 1 })
    const link = broker.link()
    const one = async (): Promise<void> => {
      const { leaseId } = await link.begin({ server: 'close' })
      await pass(5000)
      link.end(leaseId, 'returned')
    }
    const started = performance.now()
    await ended(Promise.all([one(), one(), one()]))
    expect(performance.now() - started).toBeLessThan(6500)
    expect(source.acquires).toBe(3)
  })

  it('takes what is forecast beside the first sandbox, and fills it with what comes next', async () => {
    const source = new FakeSource((call) => pass(latencies[call] ?? 0))
    const seeds = [1, 2, 3, 4, 5, 6]
    const forecast: Forecast = {
      ready: async () => {},
      spares: () => 2,
      knowsSeeds: () => true,
      nextSeed: (_, filled) => {
        const next = seeds.find((seed) => !filled.some(({ value }) => value === seed))
        return next === undefined ? undefined : { value: next, json: JSON.stringify(next) }
      },
      wanted: () => {},
      left: () => {},
    }
    const broker = new Broker({ source, workers: 1, forecast })
    const link = broker.link()
    await ended(link.hold('close'))
    expect(source.acquires).toBe(3)
    await vi.advanceTimersByTimeAsync(1000)
    for (const seed of [1, 2, 3]) {
      const asked = performance.now()
      const { leaseId } = await ended(link.begin({ server: 'close', seed }))
      expect(performance.now() - asked).toBeLessThan(20)
      seeds.shift()
      link.end(leaseId, 'returned')
    }
    await ended(broker.drain())
    expect(source.violations).toEqual([])
    // Each was filled once, with what its test wanted.
    expect(broker.summary).toMatchObject({ acquires: 3, leases: 3, seeds: 3 })
  })
})
