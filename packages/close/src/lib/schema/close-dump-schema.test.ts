import { describe, expect, it } from 'vitest'
import { closeDumpSchema } from './close-dump-schema.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

describe('closeDumpSchema', () => {
  it('reads a dump in the format of a seed', () => {
    const { leads } = closeDumpSchema.parse(sampleCloseData)
    expect({ leads }).toMatchObject(sampleCloseData)
    expect(leads[0]?.contacts[0]?.phones).toEqual([])
  })

  it('reads the dump of an empty sandbox', () => {
    expect(closeDumpSchema.parse({})).toEqual({ leads: [] })
    expect(closeDumpSchema.parse({ leads: null })).toEqual({ leads: [] })
    expect(closeDumpSchema.parse({ leads: [] })).toEqual({ leads: [] })
  })

  it('keeps what a newer service adds', () => {
    const dump = { leads: [{ name: 'CloudScale', owner: 'sarah' }], exported_by: 'v2' }
    expect(closeDumpSchema.parse(dump)).toMatchObject(dump)
  })

  it('reads a lead without a name', () => {
    expect(closeDumpSchema.parse({ leads: [{ name: null }] })).toMatchObject({
      leads: [{ name: '', tasks: [] }],
    })
  })
})
