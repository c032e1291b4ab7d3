import { expectTypeOf } from 'vitest'
import { closeData, type CloseDataBuilder, type LeadNameOf } from './close-data-builder.ts'
import type { CloseData } from './close-data.ts'
import { sampleCloseData } from './sample-close-data.ts'

const pipeline = closeData().lead('CloudScale').lead('DataFlow', { status: 'Potential' })

// The names of the leads are known, through every way of putting a seed together.
expectTypeOf<typeof pipeline>().toEqualTypeOf<CloseDataBuilder<'CloudScale' | 'DataFlow'>>()
expectTypeOf<LeadNameOf<typeof pipeline>>().toEqualTypeOf<'CloudScale' | 'DataFlow'>()
const merged = pipeline.merge({ leads: [{ name: 'Vertex' }] })
expectTypeOf<LeadNameOf<typeof merged>>().toEqualTypeOf<'CloudScale' | 'DataFlow' | 'Vertex'>()
const repeated = closeData().repeat(3, (data, index) => data.lead(`Lead ${index}`))
expectTypeOf<LeadNameOf<typeof repeated>>().toEqualTypeOf<`Lead ${number}`>()
const continued = closeData({ leads: [{ name: 'Vertex' }] }).lead('CloudScale')
expectTypeOf<LeadNameOf<typeof continued>>().toEqualTypeOf<'CloudScale' | 'Vertex'>()
const fromSample = closeData(sampleCloseData)
fromSample.extend('CloudScale Technologies Inc.', (lead) => lead.task('Call'))

// Where they are not known, any name will do.
expectTypeOf<LeadNameOf<CloseData>>().toEqualTypeOf<string>()

// A name that no lead has is a mistake.
// @ts-expect-error 'CloudScael' is not a lead
pipeline.extend('CloudScael', (lead) => lead)

// So are a misspelt key, a text for an amount, and a step that is forgotten.
// @ts-expect-error the key is `contacts`
pipeline.lead('Vertex', { contatcs: [] })
// @ts-expect-error the value is a number of cents
pipeline.lead('Vertex', (lead) => lead.opportunity('Renewal', { value: '480' }))
// @ts-expect-error the function returns nothing
pipeline.lead('Vertex', () => {})

// A builder of known names is a seed like any other.
export const seed: CloseData | CloseDataBuilder = pipeline
