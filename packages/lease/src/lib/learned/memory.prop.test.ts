import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runSize } from '../size/run-size.ts'
import { Spares } from '../size/spares.ts'
import type { LearnedRun } from './learned-run.ts'
import { formatMemory, mostBytes, parseMemory, remember } from './memory.ts'
import { sparesWorth } from './spares-worth.ts'

const digest = fc.stringMatching(/^[0-9a-f]{16}$/)
const milliseconds = fc.option(fc.integer({ min: 0, max: 86_400_000 }), { nil: undefined })
const count = fc.integer({ min: 0, max: 100_000 })

const learned: fc.Arbitrary<LearnedRun> = fc.record(
  {
    subject: digest,
    acquireMs: milliseconds,
    resetMs: milliseconds,
    seedMs: milliseconds,
    testMs: milliseconds,
    tests: count,
    workers: count,
    allowedSpares: count,
    seeds: fc.array(digest, { maxLength: 5 }),
    strands: fc.array(fc.array(fc.nat(9))),
  },
  { requiredKeys: ['subject', 'tests', 'workers', 'seeds', 'strands'] },
)

/** A file that was written well but for one place in it. */
const damaged = fc
  .tuple(fc.array(learned, { maxLength: 3 }), fc.nat(), fc.string({ maxLength: 3 }))
  .map(([memory, at, put]) => {
    const text = formatMemory(memory)
    const place = at % text.length
    return text.slice(0, place) + put + text.slice(place + put.length)
  })

/** As much as one run may leave. */
function longest(n: number): LearnedRun {
  const digests = Array.from({ length: 2000 }, (_, seed) => seed.toString(16).padStart(16, '0'))
  const subject = n.toString(16).padStart(16, '0')
  return { subject, tests: n, workers: 1, seeds: digests, strands: [digests.map((_, at) => at)] }
}

const anyFile = fc.oneof(fc.string(), fc.json(), damaged)

describe('a file of what runs learned', () => {
  it('never throws, and never takes more spares than the ceiling, whatever is in it', () => {
    fc.assert(
      fc.property(anyFile, fc.integer({ min: 1, max: 50 }), fc.nat(100), (text, workers, more) => {
        const size = runSize({ workers, ceiling: workers + more })
        for (const run of parseMemory(text)) {
          const expected = sparesWorth(run, workers)
          expect(expected).toBeGreaterThanOrEqual(0)
          expect(Number.isInteger(expected)).toBe(true)
          expect(new Spares(size, expected).count).toBeLessThanOrEqual(more)
        }
      }),
    )
  })

  it('holds what was written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(learned, { selector: (run) => run.subject }), (memory) => {
        const kept = remember([], memory)
        const known = JSON.parse(JSON.stringify(kept)) as unknown
        expect(parseMemory(formatMemory(kept))).toEqual(known)
      }),
    )
  })

  it('keeps the latest of each subject, in so many bytes at the most', () => {
    let memory = parseMemory('')
    for (let n = 0; n < 40; n++) memory = remember(memory, [longest(n)])
    const text = formatMemory(memory)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes)
    expect(parseMemory(text).map(({ tests }) => tests)).toEqual([39, 38, 37, 36, 35])
    expect(remember(memory, [{ ...longest(38), tests: 7 }]).map(({ tests }) => tests)[0]).toBe(7)
  })

  it('is of no use to another version', () => {
    const text = formatMemory([])
    expect(text).toContain('"version":1')
    expect(parseMemory(text.replace('"version":1', '"version":2'))).toEqual([])
  })

  it('may name 10,000 spares', () => {
    const run = { subject: '0'.repeat(16), tests: 99_999, workers: 10_000, seeds: [], strands: [] }
    const slow = { ...run, resetMs: 86_400_000, testMs: 0 }
    expect(sparesWorth(slow, 2)).toBeGreaterThan(10_000)
    expect(new Spares(runSize({ workers: 2 }), sparesWorth(slow, 2)).count).toBe(6)
  })
})

describe('how many spares are worth it from the start', () => {
  const run = { subject: '0'.repeat(16), tests: 36, workers: 2, seeds: [], strands: [] }
  const slow = { ...run, acquireMs: 1000, resetMs: 300, seedMs: 400, testMs: 300 }

  it.each([
    ['as many as hide the waits', slow, 5],
    ['none for a run of few tests', { ...slow, tests: 3 }, 0],
    ['no more than there are tests for', { ...slow, resetMs: 5000, tests: 5 }, 3],
    ['none where nothing was measured', run, 0],
    ['none for waits that nobody notices', { ...slow, resetMs: 5, seedMs: 5, tests: 9000 }, 0],
    ['for one worker where there was one', { ...slow, workers: 1 }, 3],
    ['what the pool allowed', { ...slow, allowedSpares: 1 }, 1],
  ])('is %s', (_, last, spares) => {
    expect(sparesWorth(last, 2)).toBe(spares)
  })
})
