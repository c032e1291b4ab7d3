import { describe, expect, it } from 'vitest'
import { checkCloseSeed } from '../schema/parse-close-seed.ts'
import { generateCloseData } from './generate-close-data.ts'
import { emptyCloseData, largeCloseData, mediumCloseData, smallCloseData } from './presets.ts'

describe('the presets', () => {
  it.each([
    [0, emptyCloseData],
    [10, smallCloseData()],
    [100, mediumCloseData()],
    [1000, largeCloseData()],
  ])('have %d leads and are within the contract', (count, data) => {
    expect(data.leads).toHaveLength(count)
    expect(checkCloseSeed(data).issues).toBeUndefined()
  })

  it('are always the same', () => {
    expect(smallCloseData()).toEqual(smallCloseData())
  })
})

describe('generateCloseData', () => {
  it('gives other data for another seed', () => {
    const [one, other] = [1, 2].map((seed) => generateCloseData({ seed, leads: 5 }))
    expect(one).not.toEqual(other)
  })

  it('gives hostile data on request, within the contract', () => {
    const data = generateCloseData({ seed: 42, leads: 200, kind: 'hostile' })
    expect(data.leads).toHaveLength(200)
    expect(checkCloseSeed(data).issues).toBeUndefined()
  })
})
