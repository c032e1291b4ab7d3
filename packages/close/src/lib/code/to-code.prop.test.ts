import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import { hostileCloseData } from '../arbitrary/hostile-close-data.ts'
import { pasted } from './pasted-code.testing.ts'
import { toCode } from './to-code.ts'

describe('toCode', () => {
  it.each([
    ['realistic', anyCloseData()],
    ['hostile', hostileCloseData()],
  ])('writes code that makes the same %s data', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (data) => {
        expect(pasted(toCode(data))).toEqual(JSON.parse(JSON.stringify(data)))
      }),
      { numRuns: 300 },
    )
  })
})
