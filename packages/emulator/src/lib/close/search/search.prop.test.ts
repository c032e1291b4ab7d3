import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { Random } from '../../world/random.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { EmulatedClose } from '../close-sandbox.ts'
import { restResources } from '../resources/resources.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const NOW = new Date('2025-03-12T10:30:00Z')
const NAMES = ['Acme', 'Acme West', 'Globex', "O'Hara & Sons", 'north star', '']
const STATUSES = ['Potential', 'Qualified', 'Bad Fit']
const VALUES = [0, 99, 1000, 1500, 100_000]
const DAYS = ['2025-03-11', '2025-03-12', '2025-03-13', '2025-03-12T23:59:59Z', '2025-01-01']
const PHONES = ['+1 415-555-2671', '(212) 555-0000', '+44 20 7183 8750']

/** Leads that differ in everything that is searched for, and some that have nothing. */
function filled(): CloseCall {
  const call: CloseCall = { store: new EmulatedClose(new Random(11)).store, now: NOW }
  const make = (path: string, body: Dictionary): Dictionary =>
    restResources.get(path)?.create?.(call, body) ?? {}
  make('custom_field/lead', { name: 'Size', type: 'number' })
  make('custom_field/lead', { name: 'Tier', type: 'text' })
  for (let index = 0; index < 30; index += 1) {
    const pick = <Item>(items: readonly Item[]): Item => items[index % items.length] as Item
    const phone = { phone: pick(PHONES), type: 'office' }
    const people = [
      { name: `Ada ${index % 4}`, phones: [phone] },
      { name: 'Bob', title: 'CEO' },
    ]
    const contacts = people.slice(0, index % 3)
    const custom = { Size: index % 7, Tier: pick(['Gold', 'Silver']) }
    const lead = { name: pick(NAMES), status: pick(STATUSES), contacts, custom }
    const { id } = make('lead', lead)
    if (index % 2 === 0) make('opportunity', { lead_id: id, note: 'Deal', value: pick(VALUES) })
    if (index % 5 === 0) make('opportunity', { lead_id: id, note: 'More', confidence: index })
    if (index % 3 > 0) make('task', { lead_id: id, text: 'Call', date: pick(DAYS) })
  }
  return call
}

const call = filled()
const ALL = search('')

function search(query: string): readonly Dictionary[] {
  return restResources.get('lead')?.list?.(call, { query, _limit: '200' }).data ?? []
}

/** A search as it is written, and what a plain model of it finds in a lead as it is shown. */
interface Case {
  readonly written: string
  readonly holds: (lead: Dictionary) => boolean
}

const textCase = field(
  fc.constantFrom(...NAMES.filter(Boolean), 'acm', 'ST', "o'", 'nobody'),
  ['name', 'company'],
  { ':': (one, other) => one.includes(other), '=': same, '!=': (one, other) => one !== other },
  (lead) => [lead['name']],
  quoted,
)
const statusCase = field(
  fc.constantFrom(...STATUSES, 'Nobody'),
  ['status', 'lead_status'],
  { ':': same, '=': same, '!=': (one, other) => one !== other },
  (lead) => [lead['status_label']],
  quoted,
)
const valueCase = amounts('opportunity_value', VALUES, (lead) => dealsOf(lead, 'value'))
const confidenceCase = amounts('opportunity_confidence', [0, 10, 50], (lead) =>
  dealsOf(lead, 'confidence'),
)
const countCase = amounts('contacts', [0, 1, 2], (lead) => [manyOf(lead, 'contacts').length])
const sizeCase = amounts('custom.size', [0, 3, 6], (lead) => [
  (lead['custom'] as Dictionary)['Size'],
])
const nestedCase = fc
  .tuple(fc.constantFrom('Ada 1', 'Bob', 'Zoe'), fc.constantFrom('CEO', 'CTO'))
  .map(([name, title]): Case => {
    const both = (contact: Dictionary): boolean =>
      String(contact['name']).includes(name) && String(contact['title']).includes(title)
    return {
      written: `contact(name:"${name}" title:${title})`,
      holds: (lead) => manyOf(lead, 'contacts').some(both),
    }
  })
const phoneCase = fc
  .tuple(fc.constantFrom(...PHONES, '555', '+1 212'), fc.constantFrom('', '-', ' ', '.'))
  .map(([phone, separator]): Case => {
    const digits = phone.replaceAll(/\D/g, '')
    return {
      written: `phone:"${digits.slice(0, 2)}${separator}${digits.slice(2)}"`,
      holds: (lead) =>
        phonesOf(lead).some((number) => number.replaceAll(/\D/g, '').includes(digits)),
    }
  })
const dayCase = fc
  .tuple(
    fc.constantFrom(...(['yesterday', 'today', 'tomorrow'] as const)),
    fc.constantFrom('<', '<=', ':', '>=', '>'),
  )
  .map(([day, operator]): Case => {
    const from = Date.parse('2025-03-11') + ['yesterday', 'today', 'tomorrow'].indexOf(day) * DAY_MS
    const to = from + DAY_MS
    const fits = (at: number): boolean => {
      if (operator === ':') return at >= from && at < to
      if (operator === '<') return at < from
      if (operator === '<=') return at < to
      return operator === '>' ? at >= to : at >= from
    }
    return {
      written: `task_date ${operator} ${day}`,
      holds: (lead) => manyOf(lead, 'tasks').some((task) => fits(Date.parse(String(task['date'])))),
    }
  })
const listCase = fc.subarray([...STATUSES, 'Nobody'], { minLength: 1 }).map((statuses): Case => ({
  written: `status in (${statuses.map(quoted).join(', ')})`,
  holds: (lead) => statuses.includes(String(lead['status_label'])),
}))

const leaf = fc.oneof(
  textCase,
  statusCase,
  valueCase,
  confidenceCase,
  countCase,
  sizeCase,
  nestedCase,
  phoneCase,
  dayCase,
  listCase,
)
const { whole } = fc.letrec<{ whole: Case }>((tie) => ({
  whole: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom('not ', '-', '!'), tie('whole')).map(([not, part]): Case => ({
      written: `${not}(${part.written})`,
      holds: (lead) => !part.holds(lead),
    })),
    fc
      .tuple(fc.constantFrom(' ', ' and ', ' AND '), tie('whole'), tie('whole'))
      .map(([and, one, other]): Case => ({
        written: `(${one.written})${and}(${other.written})`,
        holds: (lead) => one.holds(lead) && other.holds(lead),
      })),
    fc.tuple(tie('whole'), tie('whole')).map(([one, other]): Case => ({
      written: `(${one.written} or ${other.written})`,
      holds: (lead) => one.holds(lead) || other.holds(lead),
    })),
  ),
}))

describe('a search', () => {
  it('finds what a plain model finds', () => {
    expect(ALL).toHaveLength(30)
    fc.assert(
      fc.property(whole, ({ written, holds }) => {
        const ids = search(written).map((lead) => lead['id'])
        expect(ids).toEqual(ALL.filter(holds).map((lead) => lead['id']))
      }),
      { numRuns: 300 },
    )
  })

  it('that is no search is refused, and nothing else happens', () => {
    const pieces = ['(', ')', '"', "'", ':', '<', '=', 'not', 'or', 'and', '-', '!', '*', ',']
    const words = [
      'in',
      'sort:',
      'has:',
      'slice:1/2',
      'contact(',
      'name',
      'created',
      '5',
      'é',
      '\\',
    ]
    const garbage = fc.array(fc.constantFrom(...pieces, ...words, ' '), { maxLength: 12 })
    fc.assert(
      fc.property(garbage, (parts) => {
        expect(outcomeOf(parts.join(''))).toBe('understood or refused')
      }),
      { numRuns: 300 },
    )
  })
})

/** Anything but a list of leads or a 400 that says what is wrong is told as it is. */
function outcomeOf(query: string): unknown {
  try {
    return search(query).length <= ALL.length ? 'understood or refused' : 'too many'
  } catch (error) {
    const isRefusal = error instanceof CloseError && error.status === 400
    return isRefusal && error.message.startsWith('Invalid query: ')
      ? 'understood or refused'
      : error
  }
}

type Compared = (one: string, other: string) => boolean

/** A field that compares in any case. */
function field(
  value: fc.Arbitrary<string>,
  names: readonly string[],
  operators: Readonly<Record<string, Compared>>,
  of: (lead: Dictionary) => readonly unknown[],
  write: (value: string) => string,
): fc.Arbitrary<Case> {
  const operator = fc.constantFrom(...Object.keys(operators))
  return fc.tuple(fc.constantFrom(...names), operator, value).map(([name, sign, wanted]) => ({
    written: `${name}${sign}${write(wanted)}`,
    holds: (lead) => {
      const there = of(lead).filter((one) => one !== '' && one !== null)
      const fits = (one: unknown): boolean =>
        operators[sign]?.(String(one).toLowerCase(), wanted.toLowerCase()) === true
      return sign === '!=' ? there.every(fits) : there.some(fits)
    },
  }))
}

/** A field of numbers, written in the ways people do. */
function amounts(
  name: string,
  values: readonly number[],
  of: (lead: Dictionary) => readonly unknown[],
): fc.Arbitrary<Case> {
  const written = fc
    .constantFrom(...values)
    .chain((value) =>
      fc.constantFrom(
        String(value),
        value.toLocaleString('en-US'),
        `"${value}"`,
        `${value / 1000}k`,
      ),
    )
  return fc
    .tuple(fc.constantFrom('<', '<=', ':', '=', '>=', '>'), written)
    .map(([operator, text]): Case => {
      const bare = text.replaceAll(/[",k]/g, '')
      const wanted = text.endsWith('k') ? Number(bare) * 1000 : Number(bare)
      const fits = (one: unknown): boolean => {
        if (typeof one !== 'number') return false
        if (operator === '<') return one < wanted
        if (operator === '<=') return one <= wanted
        if (operator === '>=') return one >= wanted
        return operator === '>' ? one > wanted : Math.abs(one - wanted) < 1e-9
      }
      return { written: `${name} ${operator} ${text}`, holds: (lead) => of(lead).some(fits) }
    })
}

function same(one: string, other: string): boolean {
  return one === other
}

function quoted(text: string): string {
  return `"${text}"`
}

function manyOf(lead: Dictionary, name: string): readonly Dictionary[] {
  return lead[name] as readonly Dictionary[]
}

function dealsOf(lead: Dictionary, name: string): readonly unknown[] {
  return manyOf(lead, 'opportunities').map((deal) => deal[name])
}

function phonesOf(lead: Dictionary): readonly string[] {
  return manyOf(lead, 'contacts').flatMap((contact) =>
    manyOf(contact, 'phones').map(({ phone }) => String(phone)),
  )
}
