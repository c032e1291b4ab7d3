import fc from 'fast-check'
import { expect, it } from 'vitest'

import { depthProblem } from './json-depth.ts'

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('is how deep a value is nested, whatever its texts hold', () => {
  const text = fc.string({ unit: fc.constantFrom('[', '{', ']', '}', '"', '\\', 'x') })
  const value = fc.letrec((tie) => ({
    value: fc.oneof(text, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
  })).value
  fc.assert(
    fc.property(value, fc.integer({ min: 490, max: 510 }), (inner, levels) => {
      const json = '['.repeat(levels) + JSON.stringify(inner) + ']'.repeat(levels)
      const isTooDeep = levels + depthOf(inner) > 500
      expect(depthProblem(json) !== undefined).toBe(isTooDeep)
    }),
  )
})
