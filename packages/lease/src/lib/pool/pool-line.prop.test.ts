import { SandpitError } from '@sandpit/client/errors'
import { type Clock, install } from '@sinonjs/fake-timers'
import fc from 'fast-check'
import { syncBuiltinESMExports } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alwaysOurTurn, type EndTurn, type MachineTurns } from './machine-turn.ts'
import { PoolLine } from './pool-line.ts'
import type { AcquireContext } from '../slots/sandbox-source.ts'
import type { SlotSandbox } from '../slots/slot.ts'

let clock: Clock
// `node:timers/promises` is faked along, and whoever imported it by name is to see that.
beforeEach(() => {
  clock = install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  syncBuiltinESMExports()
})
afterEach(() => {
  clock.uninstall()
  syncBuiltinESMExports()
})

const callMs = 200
const waitMs = 60_000

/** A pool that gives what is put into it, and notes when it was asked. */
class Pool {
  readonly asked: number[] = []
  readonly violations: string[] = []
  idle = 0
  given = 0
  retryAfterMs: number | undefined
  /** From when on it may be asked again. */
  #notBefore = 0
  #underWay = 0
  mostUnderWay = 0

  readonly ask = async (): Promise<SlotSandbox> => {
    const now = performance.now()
    if (now < this.#notBefore) this.violations.push(`asked at ${now}, before ${this.#notBefore}`)
    this.asked.push(now)
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.#underWay)
    await sleep(callMs)
    this.#underWay--
    if (this.idle === 0) return this.#refuse()
    this.idle--
    return { sandboxId: `sandbox-${this.given++}`, mcpUrl: '' }
  }

  #refuse(): never {
    const { retryAfterMs } = this
    if (retryAfterMs !== undefined) this.#notBefore = performance.now() + retryAfterMs
    const facts = retryAfterMs === undefined ? {} : { retryAfterMs }
    throw new SandpitError('exhausted', 'none', facts)
  }
}

interface Setup {
  readonly pool: Pool
  readonly line: PoolLine
  readonly context: AcquireContext
  readonly end: AbortController
}

function setUp(
  random: () => number,
  others: () => number = () => 0,
  turns: MachineTurns = alwaysOurTurn,
  pool: Pool = new Pool(),
): Setup {
  const line = new PoolLine({
    server: 'close',
    waitMs,
    random,
    turns,
    isShared: false,
    explain: async ({ cause }) => cause,
  })
  const end = new AbortController()
  const { signal } = end
  return {
    pool,
    line,
    end,
    context: { signal, isWanted: () => true, others, live: others, workers: 8, isSpare: false },
  }
}

/** Turns of one machine, in the order in which they were asked for. */
function turnsInMemory(): MachineTurns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: async (_, signal) => {
      const { promise: over, resolve: endTurn } = Promise.withResolvers<void>()
      const before = last
      last = before.then(() => over)
      signal.addEventListener('abort', () => endTurn())
      await before
      return endTurn satisfies EndTurn
    },
  }
}

const chances = fc
  .infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  .map((stream) => (): number => stream.next().value ?? 0)
const workers = fc.integer({ min: 1, max: 300 })
const runs = { numRuns: Number(process.env['SANDPIT_PROPERTY_RUNS'] ?? 400) / 20 }
const timeout = 60_000 + runs.numRuns * 2000

test(
  'an empty pool is asked as often, and by as few calls at a time, however many wait',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(chances, workers, async (random, count) => {
        const { pool, line, context } = setUp(random, () => 1)
        const all = Array.from({ length: count }, () => line.acquire(pool.ask, context))
        for (const each of all) each.catch(() => {})
        await clock.tickAsync(callMs)
        expect(pool.asked.length).toBe(Math.min(count, 16))
        pool.mostUnderWay = 0
        pool.asked.splice(0)
        await clock.tickAsync(5000)
        expect(pool.mostUnderWay).toBe(1)
        // Chance may make some pauses short, but never so short that a call follows in the same breath.
        expect(pool.asked.length).toBeLessThanOrEqual(5000 / callMs)
      }),
      runs,
    )
  },
)

test(
  'half of the longest pause is what a run that waits for long takes on the average',
  { timeout },
  async () => {
    const { pool, line, context } = setUp(Math.random, () => 8)
    line.acquire(pool.ask, context).catch(() => {})
    await clock.tickAsync(300_000)
    const everyMs = 300_000 / pool.asked.length
    expect(everyMs).toBeGreaterThan(2500)
    expect(everyMs).toBeLessThan(6500)
  },
)

test(
  'whoever came first is served first, and everybody is once there are enough',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        chances,
        workers,
        fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 5 }),
        async (random, count, pausesMs) => {
          const { pool, line, context } = setUp(random, () => 1)
          const served: number[] = []
          const all = Array.from({ length: count }, (_, index) =>
            line.acquire(pool.ask, context).then(() => served.push(index)),
          )
          for (const ms of pausesMs) {
            await clock.tickAsync(ms)
            pool.idle++
          }
          await clock.tickAsync(10_000)
          pool.idle = count
          const done = Promise.all(all)
          await clock.tickAsync(20_000)
          await done
          expect(served.toSorted((one, other) => one - other)).toEqual([...all.keys()])
          // Calls that are under way together end in any order: sixteen at first, one more for each served.
          const together = 16 + pausesMs.length
          for (const [place, index] of served.entries())
            expect(index).toBeLessThan(place + together)
          const waited = served.filter((index) => index >= together)
          expect(waited).toEqual(waited.toSorted((one, other) => one - other))
        },
      ),
      runs,
    )
  },
)

test('a pool that says when to ask again is not asked before', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(chances, fc.integer({ min: 1, max: 20_000 }), async (random, retryAfterMs) => {
      const { pool, line, context } = setUp(random, () => 1)
      pool.retryAfterMs = retryAfterMs
      line.acquire(pool.ask, context).catch(() => {})
      await clock.tickAsync(60_000)
      expect(pool.violations).toEqual([])
      expect(pool.asked.length).toBeGreaterThan(1)
    }),
    runs,
  )
})

test(
  'a run that gets nothing gives up in time, all at once; one that has something does not',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(chances, workers, fc.boolean(), async (random, count, hasSome) => {
        const began = performance.now()
        const has = { some: hasSome }
        const { pool, line, context } = setUp(random, () => (has.some ? 1 : 0))
        const gaveUp: number[] = []
        for (let n = 0; n < count; n++) {
          line.acquire(pool.ask, context).catch(() => gaveUp.push(performance.now() - began))
        }
        await clock.tickAsync(waitMs)
        expect(gaveUp).toEqual([])
        // The first refusal, the last one, and what timers round.
        await clock.tickAsync(2 * callMs + 10)
        expect(gaveUp).toHaveLength(hasSome ? 0 : count)
        expect(new Set(gaveUp).size).toBe(hasSome ? 0 : 1)
        // What it had is gone: it gives up a full wait later.
        has.some = false
        await clock.tickAsync(waitMs - 1000)
        expect(gaveUp).toHaveLength(hasSome ? 0 : count)
        await clock.tickAsync(10_000)
        expect(gaveUp).toHaveLength(count)
      }),
      runs,
    )
  },
)

test('nobody asks any more when the run is over or nobody waits', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(
      chances,
      workers,
      fc.integer({ min: 0, max: 30_000 }),
      fc.boolean(),
      async (random, count, ms, ends) => {
        const { pool, line, context, end } = setUp(random, () => 1)
        const wanted = { now: true }
        const failures: unknown[] = []
        for (let n = 0; n < count; n++) {
          const isWanted = (): boolean => wanted.now
          line.acquire(pool.ask, { ...context, isWanted }).catch((error) => failures.push(error))
        }
        await clock.tickAsync(callMs + ms)
        const before = pool.asked.length
        if (ends) end.abort()
        else wanted.now = false
        await clock.tickAsync(ends ? callMs : 10_000)
        expect(failures).toHaveLength(count)
        expect(pool.asked).toHaveLength(before)
      },
    ),
    runs,
  )
})

test(
  'one of a machine’s runs at a time asks, and each gets its first before any gets a second',
  {
    timeout,
  },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        chances,
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 4 }),
        async (random, counts) => {
          const pool = new Pool()
          const turns = turnsInMemory()
          const served = counts.map(() => 0)
          for (const [run, count] of counts.entries()) {
            const { line, context } = setUp(random, () => 1, turns, pool)
            for (let n = 0; n < count; n++) {
              const acquired = line.acquire(pool.ask, context)
              acquired.then(
                () => (served[run] = (served[run] ?? 0) + 1),
                () => {},
              )
            }
          }
          await clock.tickAsync(callMs)
          for (const _ of counts) {
            pool.mostUnderWay = 0
            await clock.tickAsync(1000)
            expect(pool.mostUnderWay).toBeLessThanOrEqual(1)
            pool.idle = 1
            await clock.tickAsync(6000)
          }
          expect(served).toEqual(counts.map(() => 1))
        },
      ),
      runs,
    )
  },
)

test('a machine whose turns cannot be had is served all the same', async () => {
  const turns = { take: async (): Promise<EndTurn> => Promise.reject(new Error('no socket')) }
  const { pool, line, context } = setUp(Math.random, () => 1, turns)
  const acquired = line.acquire(pool.ask, context)
  await clock.tickAsync(1000)
  pool.idle = 1
  await clock.tickAsync(10_000)
  expect(await acquired).toMatchObject({ sandboxId: 'sandbox-0' })
})
