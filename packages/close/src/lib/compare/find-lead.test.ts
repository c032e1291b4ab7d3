import { describe, expect, expectTypeOf, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import type { CloseLead } from '../data/close-data.ts'
import type { CloseDump, DumpedLead } from '../data/close-dump.ts'
import { findLead } from './find-lead.ts'

const data = closeData().lead('Acme').lead('Globex', { status: 'Potential' }).toJSON()

describe('findLead', () => {
  it('answers the lead of a name', () => {
    expect(findLead(data, 'Globex')).toEqual({ name: 'Globex', status: 'Potential' })
  })

  it('says which was probably meant', () => {
    expect(() => findLead(data, 'Glbex')).toThrow(
      expect.objectContaining({
        code: 'not_found',
        message: "In the sandbox there is no lead 'Glbex'; did you mean 'Globex'?",
      }),
    )
  })

  it.each([undefined, /Acme/, { name: 'Acme' }])('takes a name, not %s', (name) => {
    expect(() => findLead(data, name as unknown as string)).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    )
  })

  it('says so when several have the name', () => {
    const twice = closeData(data).lead('Acme', { status: 'Qualified' }).toJSON()
    expect(() => findLead(twice, 'Acme')).toThrow(
      expect.objectContaining({
        code: 'conflict',
        message: expect.stringContaining("there are 2 leads 'Acme'"),
      }),
    )
  })

  it('knows that in a dump every list is there', () => {
    const dump: CloseDump = { leads: [] }
    expectTypeOf(() => findLead(dump, 'Acme')).returns.toEqualTypeOf<DumpedLead<'Acme'>>()
    expectTypeOf(() => findLead(data, 'Acme')).returns.toEqualTypeOf<CloseLead<'Acme'>>()
  })
})
