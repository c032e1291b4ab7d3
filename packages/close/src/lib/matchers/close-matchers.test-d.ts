import { expect, expectTypeOf } from 'vitest'
import type { CloseData, CloseLead } from '../data/close-data.ts'
import { toHaveContact, toHaveOpportunity, toHaveTask, toMatchCloseData } from './close-matchers.ts'
import { findLead } from '../compare/find-lead.ts'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import type { MatchersFor } from './matcher-types.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

declare const dump: () => Promise<CloseData>

// Expectations are values, patterns, predicates of the value's own type, or asymmetric matchers.
await toHaveTask(dump, 'CloudScale', { description: /follow up/i, completed: false })
await toHaveOpportunity(dump, /cloud/i, { value: (cents) => cents > 100, note: expect.any(String) })
await toHaveContact(dump, { name: 'CloudScale', status: 'Potential' }, 'Sarah Mitchell')
await toMatchCloseData(dump, sampleCloseData)

// A pattern is for text only, a misspelt key and a value of another type are mistakes.
// @ts-expect-error a number has no pattern
await toHaveOpportunity(dump, 'CloudScale', { value: /480/ })
// @ts-expect-error the key is `description`
await toHaveTask(dump, 'CloudScale', { text: 'Call' })
// @ts-expect-error completed is true or false
await toHaveTask(dump, 'CloudScale', { completed: 'yes' })

expectTypeOf(findLead(sampleCloseData, 'CloudScale')).toEqualTypeOf<CloseLead<'CloudScale'>>()

// Where the leads of the seed are known, a part of one that is not among them is a mistake.
declare const seeded: MatchersFor<CloseSandbox<'CloudScale' | 'DataFlow'>>
await seeded.toHaveTask('CloudScale', 'Call', { timeout: 0 })
await seeded.toHaveTask(/scale/i, 'Call')
await seeded.toHaveTask({ name: 'Initech' }, 'Call')
await seeded.toHaveLead('Initech')
// @ts-expect-error no lead of the seed has this name
await seeded.toHaveTask('CloudScael', 'Call')
// @ts-expect-error nor this
await seeded.toHaveContact('Initech', 'Sarah')
declare const unknown: MatchersFor<CloseSandbox>
await unknown.toHaveTask('CloudScael', 'Call')
