import { describe, expect, it } from 'vitest'
import { closeDumpSchema } from './close-dump-schema.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

describe('closeDumpSchema', () => {
  it('reads a dump in the format of a seed', () => {
    expect(closeDumpSchema.parse(sampleCloseData)).toEqual(sampleCloseData)
  })

  it('reads the dump of an empty sandbox', () => {
    expect(closeDumpSchema.parse({})).toEqual({})
    expect(closeDumpSchema.parse({ leads: [] })).toEqual({ leads: [] })
  })

  it('keeps what a newer service adds', () => {
    const dump = { leads: [{ name: 'CloudScale', owner: 'sarah' }], exported_by: 'v2' }
    expect(closeDumpSchema.parse(dump)).toEqual(dump)
  })

  it('reads a lead without a name', () => {
    expect(closeDumpSchema.parse({ leads: [{ name: null }] })).toEqual({ leads: [{ name: '' }] })
  })
})
