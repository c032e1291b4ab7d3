import { SandpitError } from '@sandpit/client/errors'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CloseData, CloseLead, CloseOpportunity } from '../data/close-data.ts'
import { checkCloseSeed } from '../schema/parse-close-seed.ts'
import { domainOf } from '../fields/scene.ts'
import { anyCloseData } from './any-close-data.ts'
import { anyContact } from './any-contact.ts'
import { anyEmail } from './any-email.ts'
import { anyLead } from './any-lead.ts'
import { anyOpportunity } from './any-opportunity.ts'
import { anyPhone } from './any-phone.ts'
import { anyTask } from './any-task.ts'
import { hostileCloseData } from './hostile-close-data.ts'
import { hostileContact } from './hostile-contact.ts'
import { hostileEmail } from './hostile-email.ts'
import { hostileLead } from './hostile-lead.ts'
import { hostileOpportunity } from './hostile-opportunity.ts'
import { hostilePhone } from './hostile-phone.ts'
import { hostileTask } from './hostile-task.ts'
import { invalidCloseData } from './invalid-close-data.ts'

/** Each arbitrary, and close data made of its value. */
const arbitraries: readonly [string, fc.Arbitrary<unknown>, (value: never) => unknown][] = [
  ['anyCloseData', anyCloseData(), (data) => data],
  ['anyLead', anyLead(), (lead) => ({ leads: [lead] })],
  ['anyContact', anyContact(), inLead('contacts')],
  ['anyEmail', anyEmail(), inContact('emails')],
  ['anyPhone', anyPhone(), inContact('phones')],
  ['anyOpportunity', anyOpportunity(), inLead('opportunities')],
  ['anyTask', anyTask(), inLead('tasks')],
  ['hostileCloseData', hostileCloseData(), (data) => data],
  ['hostileLead', hostileLead(), (lead) => ({ leads: [lead] })],
  ['hostileContact', hostileContact(), inLead('contacts')],
  ['hostileEmail', hostileEmail(), inContact('emails')],
  ['hostilePhone', hostilePhone(), inContact('phones')],
  ['hostileOpportunity', hostileOpportunity(), inLead('opportunities')],
  ['hostileTask', hostileTask(), inLead('tasks')],
]

describe.each(arbitraries)('%s', (_name, arbitrary, toData) => {
  it('only gives values within the contract', () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(checkCloseSeed(toData(value as never)).issues).toBeUndefined()
      }),
    )
  })

  it('gives the same value for the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [1, 2].map(() => fc.sample(arbitrary, { seed, numRuns: 3 }))
        expect(one).toEqual(other)
      }),
      { numRuns: 20 },
    )
  })

  it('gives the value it gave in the first version', () => {
    expect(fc.sample(arbitrary, { seed: 42, numRuns: 3 })).toMatchSnapshot()
  })

  it('only shrinks to values within the contract', () => {
    for (const value of shrunk(arbitrary)) {
      expect(checkCloseSeed(toData(value as never)).issues).toBeUndefined()
    }
  })
})

describe('anyCloseData', () => {
  it('gives as many leads as asked for, of different names', () => {
    for (const count of [0, 1, 10_000]) {
      const [data] = fc.sample(anyCloseData({ leads: count }), { seed: count, numRuns: 1 })
      const names = (data?.leads ?? []).map((lead) => lead.name)
      expect(new Set(names).size).toBe(count)
    }
  })

  it('is in keeping with itself', () => {
    fc.assert(
      fc.property(anyCloseData(), (data) => {
        expect(inconsistencies(data)).toEqual([])
      }),
    )
  })

  it('stays in keeping with itself when it shrinks', () => {
    for (const data of shrunk(anyCloseData())) expect(inconsistencies(data)).toEqual([])
  })

  it('takes the values of a field from an arbitrary, and shrinks them as that does', () => {
    const status = fc.nat(1000).map((number) => `Status ${number}`)
    const arbitrary = anyCloseData({ leads: { min: 1, max: 20 }, lead: { status } })
    const { counterexample } = fc.check(
      fc.property(arbitrary, ({ leads }) =>
        (leads ?? []).every((lead) => Number(lead.status?.split(' ')[1]) < 123),
      ),
      { seed: 1 },
    )
    expect(counterexample?.[0]).toEqual({ leads: [{ name: 'Acme', status: 'Status 123' }] })
  })

  it('keeps to the numbers and ranges asked for, shrunk too', () => {
    const arbitrary = anyCloseData({
      leads: { min: 2, max: 4 },
      lead: {
        contacts: 1,
        opportunities: { min: 1 },
        opportunity: { value: { min: 10_000, max: 50_000 } },
        tasks: { max: 1 },
        task: { date: { from: '2026-02-01', to: '2026-02-28' } },
      },
    })
    for (const { leads } of [...fc.sample(arbitrary, 50), ...shrunk(arbitrary)]) {
      expect(leads?.length).toBeGreaterThanOrEqual(2)
      expect(leads?.every(isAsked)).toBe(true)
    }
  })
})

describe('constraints', () => {
  it.each([
    [{ leads: -1 }, 'From -1 to -1 is no range for leads'],
    [{ leads: Number.NaN }, 'From NaN to NaN is no range for leads'],
    [{ lead: { contacts: { min: 3, max: 2 } } }, 'From 3 to 2 is no range for contacts'],
    [{ lead: { tasks: { max: 1.5 } } }, 'From 0 to 1.5 is no range for tasks'],
    [{ lead: { opportunity: { value: { min: 110, max: 190 } } } }, 'from 110 to 190 cents'],
    [{ lead: { task: { date: { from: '2025-02-01', to: '2025-01-01' } } } }, 'no day from'],
    [{ lead: { task: { date: { from: 'soon', to: 'later' } } } }, "no day from 'soon' to 'later'"],
  ])('that cannot be met are refused: %j', (constraints, message) => {
    expect(() => anyCloseData(constraints)).toThrow(message)
    expect(() => hostileCloseData(constraints)).toThrow(SandpitError)
  })
})

describe('hostileCloseData', () => {
  it('comes upon what realistic data never holds', () => {
    const leads = fc
      .sample(hostileCloseData(), { seed: 7, numRuns: 500 })
      .flatMap((data) => data.leads ?? [])
    const opportunities = leads.flatMap((lead) => lead.opportunities ?? [])
    expect(leads.some((lead) => lead.name === '')).toBe(true)
    expect(leads.some((lead) => /\p{Extended_Pictographic}/u.test(lead.name))).toBe(true)
    expect(leads.some((lead) => lead.tasks === null)).toBe(true)
    expect(opportunities.some(({ value }) => Number(value) < 0)).toBe(true)
    expect(opportunities.some(({ confidence }) => Number(confidence) > 100)).toBe(true)
    expect(
      leads.some(
        (lead, index) =>
          lead === leads[index + 1] || JSON.stringify(lead) === JSON.stringify(leads[index + 1]),
      ),
    ).toBe(true)
  })
})

describe('hostileCloseData, shrunk', () => {
  it('ends in leads that share the plainest name', () => {
    expect(smallest((data) => new Set(leadNames(data)).size < leadNames(data).length)).toEqual({
      leads: [{ name: '' }, { name: '' }],
    })
  })

  it('ends in as few characters, and as small numbers, as fail', () => {
    expect(smallest((data) => deals(data).some(({ note }) => note.includes('\u202e')))).toEqual({
      leads: [{ name: '', opportunities: [{ note: '\u202e' }] }],
    })
    expect(smallest((data) => deals(data).some(({ value }) => Number(value) < -1000))).toEqual({
      leads: [{ name: '', opportunities: [{ note: '', value: -1001 }] }],
    })
  })
})

describe('invalidCloseData', () => {
  it('breaks the contract in exactly the place it says', () => {
    fc.assert(
      fc.property(invalidCloseData(), ({ data, loc }) => {
        const { issues } = checkCloseSeed(data)
        expect(issues?.map(({ path }) => ['body', ...path])).toEqual([loc])
      }),
      { numRuns: 1000 },
    )
  })

  it('shrinks to the same mistake with little around it', () => {
    for (const { data, loc } of shrunk(invalidCloseData())) {
      expect(checkCloseSeed(data).issues?.map(({ path }) => ['body', ...path])).toEqual([loc])
      expect(JSON.stringify(data).length).toBeLessThan(150)
    }
  })
})

/** What hostile data with a failure shrinks to. */
function smallest(isWrong: (data: CloseData) => boolean): CloseData | undefined {
  const arbitrary = hostileCloseData({ leads: { max: 100 } })
  const property = fc.property(arbitrary, (data) => !isWrong(data))
  return fc.check(property, { seed: 5, numRuns: 1000 }).counterexample?.[0]
}

function leadNames({ leads }: CloseData): readonly string[] {
  return (leads ?? []).map((lead) => lead.name)
}

function deals({ leads }: CloseData): readonly CloseOpportunity[] {
  return (leads ?? []).flatMap((lead) => lead.opportunities ?? [])
}

/** Whether a lead keeps to the numbers and ranges that the test of those asks for. */
function isAsked({ contacts, opportunities, tasks }: CloseLead): boolean {
  const values = (opportunities ?? []).map(({ value }) => Number(value))
  const dates = (tasks ?? []).flatMap(({ date }) => date ?? [])
  return (
    contacts?.length === 1 &&
    values.length >= 1 &&
    values.every((value) => value >= 10_000 && value <= 50_000) &&
    (tasks ?? []).length <= 1 &&
    dates.every((date) => date.startsWith('2026-02-'))
  )
}

/** Values that shrinking comes by when every third of them is taken for a failure. */
function shrunk<Value>(arbitrary: fc.Arbitrary<Value>): readonly Value[] {
  const seen: Value[] = []
  for (let seed = 0; seed < 10; seed++) {
    let runs = 0
    fc.check(
      fc.property(arbitrary, (value) => {
        if (runs++ === 0) return false
        seen.push(value)
        return runs % 3 !== 0
      }),
      { seed, numRuns: 1 },
    )
  }
  return seen
}

/** What in realistic data does not belong together. */
function inconsistencies(data: CloseData): readonly string[] {
  const leads = data.leads ?? []
  const names = leads.map((lead) => lead.name)
  return [
    ...names.filter((name, index) => names.indexOf(name) < index),
    ...leads.flatMap((lead) => [...strayMail(lead), ...strayTasks(lead)]),
  ]
}

function strayMail(lead: CloseLead): readonly string[] {
  const mail = (lead.contacts ?? []).flatMap(({ emails }) => emails ?? [])
  return mail
    .map(({ email }) => email ?? '')
    .filter((email) => !email.endsWith(`@${domainOf(lead.name)}`))
}

function strayTasks(lead: CloseLead): readonly string[] {
  const people = (lead.contacts ?? []).map(({ name }) => name ?? '')
  return (lead.tasks ?? [])
    .map(({ description }) => description)
    .filter((task) => /[A-Z]\w+ [A-Z]\w+/.test(task) && !people.some((name) => task.includes(name)))
}

function inLead(list: 'contacts' | 'opportunities' | 'tasks') {
  return (part: object) => ({ leads: [{ name: 'Acme', [list]: [part] }] })
}

function inContact(list: 'emails' | 'phones') {
  return (address: object) => inLead('contacts')({ [list]: [address] })
}
