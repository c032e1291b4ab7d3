import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LastAnswer } from './answer-history.ts'
import { LongWaits } from './long-waits.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Setup {
  readonly waits: LongWaits
  readonly lines: readonly string[]
  /** What the service answered last. */
  readonly answered: (answer: LastAnswer) => void
}

function setUp(): Setup {
  const lines: string[] = []
  let last: LastAnswer | undefined
  const waits = new LongWaits({
    answers: { of: () => last },
    waitMs: 60_000,
    say: (line) => lines.push(line),
  })
  return { waits, lines, answered: (answer) => (last = answer) }
}

const never = new Promise<never>(() => {})
const askHolders = async (): Promise<string> => 'It lists 2, both held by run 1f.'

describe('LongWaits', () => {
  it('says nothing of waits that end in time, however many', async () => {
    const { waits, lines } = setUp()
    for (let n = 0; n < 20; n++) {
      const wait = waits.start('close', 'reset', undefined)
      await vi.advanceTimersByTimeAsync(4900)
      waits.end(wait)
    }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lines).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says what is waited for after five seconds, once for all who wait', async () => {
    const { waits, lines } = setUp()
    for (let n = 0; n < 8; n++) {
      waits.start('close', 'acquire', undefined)
      void waits.whileAcquiring('close', () => never, askHolders)
    }
    await vi.advanceTimersByTimeAsync(14_900)
    expect(lines).toEqual([
      "8 workers wait for a 'close' sandbox, 5 s so far: the service has not given one yet.",
    ])
  })

  it('says it again after 15 s, after 45 s, and then every minute', async () => {
    const { waits, lines } = setUp()
    waits.start('close', 'acquire', undefined)
    await vi.advanceTimersByTimeAsync(170_000)
    expect(lines.map((line) => /[\d.]+ s/.exec(line)?.[0])).toEqual([
      '5 s',
      '15 s',
      '45 s',
      '105 s',
      '165 s',
    ])
  })

  it('says as little of many long waits as of one', async () => {
    const { waits, lines } = setUp()
    for (let n = 0; n < 100; n++) {
      const wait = waits.start('close', 'seed', undefined)
      await vi.advanceTimersByTimeAsync(6000)
      waits.end(wait)
    }
    expect(lines.length).toBeLessThan(14)
  })

  it('says why: a pool without an idle sandbox, and what to do', async () => {
    const { waits, lines, answered } = setUp()
    waits.start('close', 'acquire', undefined)
    void waits.whileAcquiring('close', () => never, askHolders)
    answered({ code: 'exhausted', status: 503, times: 6 })
    await vi.advanceTimersByTimeAsync(5000)
    expect(lines).toEqual([
      "1 worker waits for a 'close' sandbox, 5 s so far: the service has none idle. " +
        'It lists 2, both held by run 1f. `npx sandpit ls` says more, `npx sandpit sweep` gives back ' +
        'what dead runs left; a run that gets none gives up after 60 s (`waitMs`).',
    ])
  })

  it('says why: calls that fail', async () => {
    const { waits, lines, answered } = setUp()
    waits.start('close', 'acquire', undefined).phase = 'reset'
    answered({ code: 'service', status: 503, times: 2 })
    await vi.advanceTimersByTimeAsync(5000)
    expect(lines[0]).toMatch(
      /waits for the reset of a 'close' sandbox, .* failed 2 times in a row \(503, service\), and is asked again\./,
    )
  })

  it('says why: the run has as many as it may take', async () => {
    const { waits, lines } = setUp()
    waits.start('close', 'acquire', undefined)
    await vi.advanceTimersByTimeAsync(5000)
    expect(lines[0]).toContain('all that this run may take are in use')
  })

  it('tells whoever has waited longest, when nobody else is to say it', async () => {
    const waits = new LongWaits({ answers: { of: () => undefined }, waitMs: 60_000 })
    const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()]
    waits.start('close', 'acquire', first)
    waits.start('close', 'acquire', second)
    await vi.advanceTimersByTimeAsync(5000)
    expect(first).toHaveBeenCalledExactlyOnceWith('acquire', expect.stringContaining('2 workers'))
    expect(second).not.toHaveBeenCalled()
  })
})
