import fc from 'fast-check'
import { expect, it } from 'vitest'

import { matchesGlob } from './glob.ts'

it('matches what the same pattern as a regular expression does', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
  fc.assert(
    fc.property(pattern, text, (glob, value) => {
      expect(matchesGlob(glob, value)).toBe(
        new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(value),
      )
    }),
    { numRuns: 500 },
  )
})
