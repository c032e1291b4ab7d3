import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCast } from './any-cast.ts'
import { anyData } from './any-data.ts'
import { sampleData } from './sample-data.ts'

const cast = anyCast({ crm: 'hubspot', mail: 'gmail', calendar: 'google_calendar' })

describe('anyCast', () => {
  it('has the same people and companies in every system', () => {
    fc.assert(
      fc.property(cast, ({ people, companies, seeds: { crm, mail, calendar } }) => {
        const addresses = people.map(({ email }) => email)
        const met = (calendar.events ?? []).flatMap(({ attendees }) => attendees ?? [])
        for (const { email } of met) expect(addresses).toContain(email)
        for (const { to } of mail.messages ?? []) expect(addresses).toContain(to)
        const names = companies.map(({ name }) => name)
        for (const { company_name: name } of crm.companies ?? []) expect(names).toContain(name)
        for (const { company } of people) expect(companies).toContain(company)
      }),
    )
  })

  it('shrinks to a person who is the same in every system', () => {
    const { counterexample } = fc.check(
      fc.property(cast, ({ seeds: { mail, calendar } }) => {
        const mailed = new Set((mail.messages ?? []).map(({ to }) => to))
        const met = (calendar.events ?? []).flatMap(({ attendees }) => attendees ?? [])
        return !met.some(({ email }) => mailed.has(email))
      }),
      { seed: 1, numRuns: 1000 },
    )
    expect(counterexample?.[0].seeds).toMatchObject({
      crm: {},
      mail: { messages: [{ to: 'ann.lee@acme.example' }] },
      calendar: { events: [{ title: 'Sync', attendees: [{ email: 'ann.lee@acme.example' }] }] },
    })
    expect(counterexample?.[0].people).toHaveLength(1)
  })

  it('gives a cast to data that is made for it', () => {
    const data = anyCast().chain(({ people, companies }) =>
      fc.record({
        people: fc.constant(people),
        data: anyData('resend', { cast: { people, companies } }),
      }),
    )
    fc.assert(
      fc.property(data, ({ people, data: { contacts } }) => {
        const addresses = people.map(({ email }) => email)
        for (const { email } of contacts ?? []) expect(addresses).toContain(email)
      }),
    )
  })
})

describe('anyData', () => {
  it('has as many parts as were asked for, but for those of one name', () => {
    const channels = anyData('slack', { parts: { min: 2, max: 3 } })
    fc.assert(fc.property(channels, ({ channels: held }) => [1, 2, 3].includes(held?.length ?? 0)))
    expect(() => anyData('slack', { parts: { min: 2, max: 1 } })).toThrow(RangeError)
  })
})

describe('sampleData', () => {
  it('is the same for the same seed', () => {
    expect(sampleData('hubspot', { seed: 42 })).toEqual(sampleData('hubspot', { seed: 42 }))
    expect(sampleData('hubspot', { seed: 42 })).not.toEqual(sampleData('hubspot', { seed: 43 }))
    const hostile = { kind: 'hostile' } as const
    expect(sampleData('slack', { seed: 5, ...hostile })).toEqual(
      sampleData('slack', { seed: 5, ...hostile }),
    )
  })
})
