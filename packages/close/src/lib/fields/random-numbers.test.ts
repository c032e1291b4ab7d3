import { describe, expect, it } from 'vitest'
import { RandomNumbers } from './random-numbers.ts'

describe('RandomNumbers', () => {
  it('gives the numbers it gave in the first version', () => {
    const random = new RandomNumbers(42)
    expect(Array.from({ length: 8 }, () => random.below(1000))).toMatchInlineSnapshot(`
      [
        56,
        380,
        947,
        281,
        805,
        196,
        14,
        709,
      ]
    `)
  })

  it('gives each number about as often as any other', () => {
    const random = new RandomNumbers(7)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let draw = 0; draw < 100_000; draw++) {
      const number = random.between(0, 9)
      counts[number] = (counts[number] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })

  it('gives other numbers for neighbouring seeds', () => {
    const firsts = Array.from({ length: 1000 }, (_, seed) => new RandomNumbers(seed).below(2 ** 31))
    expect(new Set(firsts).size).toBe(1000)
  })
})
