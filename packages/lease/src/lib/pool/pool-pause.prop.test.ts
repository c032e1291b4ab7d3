import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseMs } from './pool-pause.ts'

const refusals = fc.record({
  count: fc.integer({ min: 1, max: 2000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  retryAfterMs: fc.option(fc.nat(100_000), { nil: undefined }),
})
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('no pause is shorter than the service asks for, nor by more than eight seconds longer', () => {
  fc.assert(
    fc.property(refusals, chance, (each, value) => {
      const extra = pauseMs({ ...each, random: () => value }) - (each.retryAfterMs ?? 0)
      expect(extra).toBeGreaterThanOrEqual(0)
      expect(extra).toBeLessThanOrEqual(8000)
    }),
  )
})

test('any part of the pause is as likely as any other', () => {
  fc.assert(
    fc.property(refusals, chance, (each, value) => {
      const most = pauseMs({ ...each, random: () => 1 }) - (each.retryAfterMs ?? 0)
      const extra = pauseMs({ ...each, random: () => value }) - (each.retryAfterMs ?? 0)
      expect(extra).toBeCloseTo(value * most, 6)
    }),
  )
})

test('whoever has less of what it wants asks no later', () => {
  fc.assert(
    fc.property(refusals, chance, chance, (each, share, value) => {
      const random = (): number => value
      const [less, more] = [Math.min(share, each.share), Math.max(share, each.share)]
      expect(pauseMs({ ...each, share: less, random })).toBeLessThanOrEqual(
        pauseMs({ ...each, share: more, random }),
      )
    }),
  )
})
