import * as fc from 'fast-check'
import { expectTypeOf } from 'vitest'
import type { CloseData } from '../data/close-data.ts'
import { usd } from '../data/usd.ts'
import { anyCloseData } from './any-close-data.ts'
import { anyLead } from './any-lead.ts'

expectTypeOf(anyCloseData()).toEqualTypeOf<fc.Arbitrary<CloseData>>()

// Numbers, ranges, and arbitraries field by field, all the way down.
anyCloseData({
  leads: { max: 50 },
  lead: {
    status: fc.constantFrom('Potential', undefined),
    contacts: 2,
    contact: { email: { type: fc.constant('direct') } },
    opportunity: { value: { min: usd(100), max: usd(5000) }, period: fc.constant('annual') },
    task: { date: { from: '2026-01-01', to: '2026-01-31' } },
  },
})

// @ts-expect-error a lead must have a name
anyLead({ name: fc.constant(undefined) })
// @ts-expect-error an amount is a number of cents
anyLead({ opportunity: { value: fc.constant('480') } })
// @ts-expect-error the key is `contacts`
anyLead({ contatcs: 2 })
