import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import { hostileCloseData } from '../arbitrary/hostile-close-data.ts'
import type { CloseData } from '../data/close-data.ts'
import { diffCloseData } from './diff-close-data.ts'
import { sameValue } from '@sandpit/systems/content'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const realistic = anyCloseData({ leads: { max: 6 } })
const hostile = hostileCloseData({ leads: { max: 6 } })
const data = fc.oneof(realistic, hostile)

describe('diffCloseData', () => {
  it('finds nothing between equal states, whatever the order of parts', () => {
    fc.assert(
      fc.property(data, fc.integer(), (state, seed) => {
        expect(diffCloseData(state, shuffled(state, seed))).toEqual([])
        expect(diffCloseData(state, state, { mode: 'partial' })).toEqual([])
      }),
    )
  })

  it('finds every single change', () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.integer(), (state, place, seed) => {
        const changed = withOneChange(state as Json, place)
        fc.pre(changed !== undefined && !sameValue(state, changed))
        const differences = diffCloseData(state, shuffled(changed as CloseData, seed))
        expect(differences.length).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })

  it('takes a part that went for one that is missing', () => {
    fc.assert(
      fc.property(anyCloseData({ leads: { min: 1, max: 6 } }), fc.nat(), (state, place) => {
        const leads = state.leads ?? []
        const lead = leads[place % leads.length]
        const without = { leads: leads.filter((other) => other !== lead) }
        expect(diffCloseData(state, without)).toMatchObject([{ kind: 'missing', expected: lead }])
        expect(diffCloseData(without, state)).toMatchObject([{ kind: 'unexpected', actual: lead }])
      }),
    )
  })

  it('is empty exactly when it is empty the other way round', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        expect(diffCloseData(one, other).length === 0).toBe(diffCloseData(other, one).length === 0)
      }),
    )
  })
})

/** The same with every list of parts in another order. Lists within free-form addresses keep theirs. */
function shuffled(state: CloseData, seed: number): CloseData {
  const shuffle = <Part>(parts: readonly Part[] | null | undefined) => {
    const order = fc.sample(
      fc.shuffledSubarray([...(parts ?? [])], { minLength: parts?.length ?? 0 }),
      {
        seed,
        numRuns: 1,
      },
    )
    return parts ? (order[0] ?? []) : parts
  }
  const leads = state.leads?.map((lead) => ({
    ...lead,
    contacts: shuffle(lead.contacts)?.map((contact) => ({
      ...contact,
      emails: shuffle(contact.emails),
      phones: shuffle(contact.phones),
    })),
    opportunities: shuffle(lead.opportunities),
    tasks: shuffle(lead.tasks),
  }))
  return { ...state, leads: shuffle(leads) }
}

/** The same with another value in one place; nothing when there are none to change. */
function withOneChange(value: Json, place: number): Json | undefined {
  const places = countLeaves(value)
  return places === 0 ? undefined : changeLeaf(value, place % places)
}

function countLeaves(value: Json): number {
  if (value === null) return 0
  if (typeof value !== 'object') return 1
  return Object.values(value).reduce<number>((sum, part) => sum + countLeaves(part), 0)
}

function changeLeaf(value: Json, place: number): Json {
  if (typeof value === 'string') return `${value}!`
  if (typeof value === 'number') return value + 1 === value ? 0 : value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return value
  let before = place
  const entries = Object.entries(value).map(([key, part]): [string, Json] => {
    const here = before
    before -= countLeaves(part)
    return [key, here >= 0 && before < 0 ? changeLeaf(part, here) : part]
  })
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries)
}
