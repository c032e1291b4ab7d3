import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Broker, type BrokerOptions } from './broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { LeasePhase } from '../link/link.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(options: Partial<BrokerOptions> = {}, fails = (_call: string): boolean => false) {
  const calls: string[] = []
  const source = new FakeSource(async (call) => {
    calls.push(call)
    if (call === 'reset') await new Promise((resolve) => setTimeout(resolve, 300))
  }, fails)
  const broker = new Broker({ source, workers: 1, spares: 0, verify: 'never', ...options })
  return { calls, source, broker, link: broker.link() }
}

/** One test with an empty sandbox; answers what it waited for. */
async function runTest({ link }: ReturnType<typeof setUp>, readOnly = false) {
  const phases: LeasePhase[] = []
  const begun = link.begin({ server: 'close', readOnly }, undefined, (phase) => phases.push(phase))
  await vi.advanceTimersByTimeAsync(1000)
  const { leaseId } = await begun
  await link.confirm(leaseId)
  link.end(leaseId, 'returned')
  return { phases }
}

describe('a sandbox that a test is done with', () => {
  it('is emptied at once where more tests are to be started', async () => {
    const parts = setUp({ hasMoreToStart: () => true })
    await runTest(parts)
    await vi.advanceTimersByTimeAsync(300)
    expect(parts.calls).toEqual(['acquire', 'reset'])
    expect((await runTest(parts)).phases).toEqual([])
    expect(parts.broker.summary).toMatchObject({ acquires: 1, resets: 1 })
  })

  it('is had by whoever asks meanwhile, who waits for the rest', async () => {
    const parts = setUp({ hasMoreToStart: () => true })
    await runTest(parts)
    await vi.advanceTimersByTimeAsync(200)
    expect((await runTest(parts)).phases).toEqual(['reset'])
    expect(parts.broker.summary).toMatchObject({ acquires: 1, resets: 1 })
  })

  it('is left as it is where none are', async () => {
    const parts = setUp({ hasMoreToStart: () => false })
    await runTest(parts)
    await vi.advanceTimersByTimeAsync(5000)
    await parts.broker.drain()
    expect(parts.calls).toEqual(['acquire', 'release'])
  })

  it('is emptied after a moment where nobody knows, unless the run is over', async () => {
    const parts = setUp()
    await runTest(parts)
    await vi.advanceTimersByTimeAsync(50)
    expect(parts.calls).toEqual(['acquire'])
    await vi.advanceTimersByTimeAsync(400)
    expect(parts.calls).toEqual(['acquire', 'reset'])
    await runTest(parts)
    await parts.broker.drain()
    await vi.advanceTimersByTimeAsync(1000)
    expect(parts.calls).toEqual(['acquire', 'reset', 'release'])
  })

  it('needs no reset after a test that only read', async () => {
    const parts = setUp({ hasMoreToStart: () => true })
    await runTest(parts, true)
    await vi.advanceTimersByTimeAsync(5000)
    expect(parts.broker.summary.resets).toBe(0)
  })

  it('goes back when its reset fails, and the next test gets another', async () => {
    let resets = 0
    const parts = setUp(
      { hasMoreToStart: () => true },
      (call) => call === 'reset' && resets++ === 0,
    )
    await runTest(parts)
    await runTest(parts)
    expect(parts.broker.summary).toMatchObject({ acquires: 2, releases: 1 })
    expect(parts.source.violations).toEqual([])
  })
})
