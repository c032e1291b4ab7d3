import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import { hostileCloseData } from '../arbitrary/hostile-close-data.ts'
import { closeData } from './close-data-builder.ts'

const data = fc.oneof(anyCloseData({ leads: { max: 4 } }), hostileCloseData({ leads: { max: 4 } }))

describe('closeData', () => {
  it('makes builders that are equal exactly when what they hold is', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        const [builder, another] = [closeData(one), closeData(other)]
        expect(isDeepStrictEqual(builder, another)).toBe(isDeepStrictEqual(one, other))
        expect(isDeepStrictEqual(builder, closeData(structuredClone(one)))).toBe(true)
        expect(builder).toStrictEqual(closeData(structuredClone(one)))
      }),
    )
  })
})
