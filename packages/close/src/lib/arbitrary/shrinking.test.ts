import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeData, CloseDataBuilder } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import type { OpportunityFields, TaskFields } from '../data/lead-builder.ts'
import { usd } from '../data/usd.ts'
import { anyCloseData } from './any-close-data.ts'

const leadsOf = (data: CloseData) => data.leads ?? []
const contactsOf = (data: CloseData) => leadsOf(data).flatMap((lead) => lead.contacts ?? [])
const opportunitiesOf = (data: CloseData) =>
  leadsOf(data).flatMap((lead) => lead.opportunities ?? [])
const tasksOf = (data: CloseData) => leadsOf(data).flatMap((lead) => lead.tasks ?? [])
const repeated = (names: readonly unknown[]) => new Set(names).size < names.length

const acme = closeData().lead('Acme')
const deal = (fields: OpportunityFields = {}) =>
  acme.extend('Acme', (lead) => lead.opportunity('Renewal', fields))
const task = (fields: TaskFields) => acme.extend('Acme', (lead) => lead.task('Follow up', fields))

/** A mistake that some data makes show, and the smallest such data. */
const planted: readonly [string, (data: CloseData) => unknown, unknown][] = [
  [
    'an opportunity over a value',
    (data) => opportunitiesOf(data).some(({ value }) => Number(value) > 4_000_000),
    deal({ value: usd(40_001) }),
  ],
  [
    'a bad email',
    (data) =>
      contactsOf(data).some(({ emails }) => emails?.some(({ email }) => email?.startsWith('s'))),
    {
      leads: [
        {
          name: 'Acme',
          contacts: [
            {
              name: expect.stringMatching(/^[A-Z]/),
              emails: [{ email: expect.stringMatching(/^s[a-z.]*@acme\.example$/) }],
            },
          ],
        },
      ],
    },
  ],
  [
    'two contacts of one name',
    (data) => repeated(contactsOf(data).map(({ name }) => name)),
    expect.toSatisfy((data: CloseData) => {
      const isPlain = leadsOf(data).every(({ name }) => ['Acme', 'Globex'].includes(name))
      return (
        isPlain && JSON.stringify(contactsOf(data)) === '[{"name":"Ann Lee"},{"name":"Ann Lee"}]'
      )
    }),
  ],
  [
    'a task on a given date',
    (data) => tasksOf(data).some(({ date }) => date === '2025-12-02'),
    task({ date: '2025-12-02' }),
  ],
  [
    'a task after a date',
    (data) => tasksOf(data).some(({ date }) => (date ?? '') > '2026-03-01'),
    task({ date: '2026-03-02' }),
  ],
  [
    'a confident monthly deal',
    (data) =>
      opportunitiesOf(data).some(
        ({ period, confidence }) => period === 'monthly' && Number(confidence) > 70,
      ),
    deal({ confidence: 75, period: 'monthly' }),
  ],
  [
    'a task that is done at a lead without contacts',
    (data) =>
      leadsOf(data).some(
        ({ tasks, contacts }) => !contacts && tasks?.some(({ completed }) => completed),
      ),
    task({ completed: true }),
  ],
  [
    'a lead of three contacts',
    (data) => leadsOf(data).some(({ contacts }) => (contacts ?? []).length >= 3),
    acme.extend('Acme', (lead) => lead.contact('Ann Lee').contact('Ben Roy').contact('Cara Fox')),
  ],
  [
    'a task that is about somebody',
    (data) => tasksOf(data).some(({ description }) => /^Call \w+ \w+$/.test(description)),
    acme.extend('Acme', (lead) => lead.contact('Ann Lee').task('Call Ann Lee')),
  ],
  [
    'a bad fit with an opportunity',
    (data) =>
      leadsOf(data).some(({ status, opportunities }) => status === 'Bad Fit' && opportunities),
    deal().extend('Acme', (lead) => lead.status('Bad Fit')),
  ],
  [
    'two deals of one note',
    (data) =>
      leadsOf(data).some(({ opportunities }) =>
        repeated((opportunities ?? []).map(({ note }) => note)),
      ),
    expect.toSatisfy((data: CloseData) => {
      const [one, other, ...others] = opportunitiesOf(data)
      return leadsOf(data).length === 1 && others.length === 0 && one?.note === other?.note
    }),
  ],
  [
    'a number by mobile',
    (data) => contactsOf(data).some(({ phones }) => phones?.some(({ type }) => type === 'mobile')),
    acme.extend('Acme', (lead) =>
      lead.contact('Ann Lee', { phones: [{ phone: '+12025550100', type: 'mobile' }] }),
    ),
  ],
]

describe('shrinking', () => {
  it.each(planted)('finds the smallest data with %s, in 300 runs', (_what, isWrong, smallest) => {
    const expected = smallest instanceof CloseDataBuilder ? smallest.toJSON() : smallest
    for (let seed = 0; seed < 10; seed++) {
      const { data, runs } = shrunk(isWrong, seed)
      expect(data).toEqual(expected)
      expect(runs).toBeLessThanOrEqual(300)
    }
  })
})

/** The counterexample that a failure deep in at least 150 leads shrinks to, in so many runs. */
function shrunk(isWrong: (data: CloseData) => unknown, seed: number) {
  let failed = false
  let runs = 0
  const { counterexample } = fc.check(
    fc.property(anyCloseData({ leads: { max: 200 } }), (data) => {
      if (failed) runs++
      failed ||= leadsOf(data).length >= 150 && Boolean(isWrong(data))
      return !(failed && isWrong(data))
    }),
    { seed, numRuns: 1000 },
  )
  return { data: counterexample?.[0], runs }
}
