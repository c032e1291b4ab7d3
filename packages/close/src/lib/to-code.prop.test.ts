import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from './arbitrary/any-close-data.ts'
import { hostileCloseData } from './arbitrary/hostile-close-data.ts'
import { closeData } from './close-data-builder.ts'
import { toCode } from './to-code.ts'
import { usd } from './usd.ts'

describe('toCode', () => {
  it.each([
    ['realistic', anyCloseData()],
    ['hostile', hostileCloseData()],
  ])('writes code that makes the same %s data', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (data) => {
        const code = toCode(data)
        // oxlint-disable-next-line typescript/no-implied-eval -- pasting code is what it is for
        const make = new Function('closeData', 'usd', `return (${code})`)
        expect(JSON.parse(JSON.stringify(make(closeData, usd)))).toEqual(
          JSON.parse(JSON.stringify(data)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
