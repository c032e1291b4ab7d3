import { SandpitError } from '@sandpit/client/errors'
import { describe, expect, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import { checkCloseSeed, parseCloseSeed } from './parse-close-seed.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

const lead = (fields: object) => ({ leads: [{ name: 'CloudScale', ...fields }] })

describe('parseCloseSeed', () => {
  it('gives the plain data of a builder', () => {
    expect(parseCloseSeed(closeData().lead('CloudScale'))).toEqual(lead({}))
  })

  it('leaves valid data as it is', () => {
    expect(parseCloseSeed(sampleCloseData)).toEqual(sampleCloseData)
  })

  it.each([
    ['no leads', {}],
    ['null for leads', { leads: null }],
    [
      'null for every list and field',
      lead({ status: null, contacts: null, opportunities: null, tasks: null }),
    ],
    ['an empty name', { leads: [{ name: '' }] }],
    ['a confidence over 100', lead({ opportunities: [{ note: '', confidence: 500, value: -1 }] })],
    ['an unknown period', lead({ opportunities: [{ note: '', period: 'weekly' }] })],
    ['an odd date', lead({ tasks: [{ description: '', date: 'soon' }] })],
    [
      'free-form addresses',
      lead({ contacts: [{ emails: [{ colour: ['red', null, 1.5] }], phones: [{}] }] }),
    ],
  ])('takes %s, which is within the contract', (_what, seed) => {
    expect(checkCloseSeed(seed).issues).toBeUndefined()
  })

  it.each([
    [lead({ contatcs: [] }), 'leads[0].contatcs', "did you mean 'contacts'?"],
    [lead({ status_label: 'Potential' }), 'leads[0].status_label', "did you mean 'status'?"],
    [{ leads: [{ nmae: 'CloudScale' }] }, 'leads[0].nmae', "did you mean 'name'?"],
    [
      { leads: [{ nmae: 'CloudScale' }] },
      'leads[0].name',
      "expected the lead's name, a text, got nothing",
    ],
    [{ compnay: [] }, 'compnay', 'its keys are leads'],
    [
      lead({ url: 'https://cloudscale.test' }),
      'leads[0].url',
      'its keys are name, status, contacts',
    ],
    [
      lead({ opportunities: [{ note: '', value: 480.5 }] }),
      'leads[0].opportunities[0].value',
      'expected the value in cents, an integer, got 480.5; for dollars write usd(480.5)',
    ],
    [
      lead({ opportunities: [{ value: '48000' }] }),
      'leads[0].opportunities[0].value',
      'got "48000"',
    ],
    [
      lead({ opportunities: [{ note: '', value: 2 ** 60 }] }),
      'leads[0].opportunities[0].value',
      'cents',
    ],
    [
      lead({ tasks: [{ description: 'Call', completed: 'yes' }] }),
      'leads[0].tasks[0].completed',
      'true or false',
    ],
    [
      lead({ tasks: { description: 'Call' } }),
      'leads[0].tasks',
      'expected a list of tasks, got an object',
    ],
    [
      lead({ contacts: [{ emails: ['sarah@cloudscale.test'] }] }),
      'leads[0].contacts[0].emails[0]',
      'an object such as',
    ],
    [
      lead({ contacts: [{ emails: [{ since: new Date(0) }] }] }),
      'leads[0].contacts[0].emails[0].since',
      'got a Date',
    ],
    [lead({ contacts: [{ phones: [{ phone: Number.NaN }] }] }), 'phones[0].phone', 'got NaN'],
    [{ leads: ['CloudScale'] }, 'leads[0]', 'expected a lead, an object, got "CloudScale"'],
    [null, '(top level)', 'expected close data, an object, got null'],
    ['{"leads":[]}', '(top level)', 'expected close data, an object'],
  ])('refuses %j at %s', (seed, place, message) => {
    expect(() => parseCloseSeed(seed)).toThrow(SandpitError)
    expect(() => parseCloseSeed(seed)).toThrow(place)
    expect(() => parseCloseSeed(seed)).toThrow(message)
  })

  it('refuses a bigint, which JSON cannot say', () => {
    const seed = lead({ contacts: [{ phones: [{ phone: 1n }] }] })
    expect(() => parseCloseSeed(seed)).toThrow('phones[0].phone: expected something JSON can carry')
  })

  it('refuses a circular value', () => {
    const email: Record<string, unknown> = { email: 'sarah@cloudscale.test' }
    email['self'] = email
    expect(() => parseCloseSeed(lead({ contacts: [{ emails: [email] }] }))).toThrow('is circular')
  })

  it('finds a misspelt key beside other mistakes', () => {
    const seed = lead({ contatcs: [], taks: [], tasks: [{ description: 'Call', completed: 1 }] })
    expect(checkCloseSeed(seed).issues?.map(({ path }) => path.join('.'))).toEqual([
      'leads.0.tasks.0.completed',
      'leads.0.contatcs',
      'leads.0.taks',
    ])
  })

  it('reports every mistake, and lists the first ten', () => {
    const seed = { leads: Array.from({ length: 30 }, () => ({})) }
    expect(checkCloseSeed(seed).issues).toHaveLength(30)
    expect(() => parseCloseSeed(seed)).toThrow('and 20 more')
  })
})
