import assert from 'node:assert'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { closeData, type CloseSeed, toCloseData } from './close-data-builder.ts'
import type { CloseData } from './close-data.ts'
import { sampleCloseData } from './sample-close-data.ts'
import { usd } from './usd.ts'

const pipeline = closeData().lead('CloudScale', (lead) =>
  lead
    .status('Potential')
    .contact('Sarah Mitchell', (contact) =>
      contact.email('sarah@cloudscale.test').phone('+15550100', { type: 'mobile' }),
    )
    .opportunity('Annual renewal', { value: usd(480), confidence: 85, period: 'annual' })
    .task('Send proposal', { date: '2025-12-02' }),
)

const namesOf = (seed: CloseSeed): readonly string[] =>
  (toCloseData(seed).leads ?? []).map((lead) => lead.name)

describe('what a builder would leave out without a word', () => {
  type Loose = (...args: readonly unknown[]) => unknown
  const data = closeData() as unknown as { lead: Loose }
  const withLead = (step: (lead: Record<string, Loose>) => unknown) => () =>
    closeData().lead(
      'Acme',
      (lead) => step(lead as unknown as Record<string, Loose>) as typeof lead,
    )

  it.each<[string, () => unknown]>([
    ['.lead() takes a name and one thing', () => data.lead('Acme', {}, () => {})],
    ['is filled with an object of fields', () => data.lead('Acme', null)],
    ['got a string', () => data.lead('Acme', 'Potential')],
    ['.task() is filled with an object', withLead((lead) => lead['task']?.('Call', '2025-12-02'))],
    ['.opportunity() is filled', withLead((lead) => lead['opportunity']?.('Renewal', () => {}))],
    ['got a list', withLead((lead) => lead['opportunity']?.('Renewal', [48_000]))],
    ['was given 3 arguments', withLead((lead) => lead['contact']?.('Ada', {}, {}))],
    ['got null', withLead((lead) => lead['contact']?.('Ada', null))],
    [
      '.email() is filled',
      () =>
        closeData().lead('Acme', (lead) =>
          lead.contact('Ada', (contact) => contact.email('ada@acme.test', 'home' as never)),
        ),
    ],
  ])('is refused: %s', (message, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_seed' }))
    expect(make).toThrow(message)
  })
})

describe('closeData', () => {
  it('makes the data that goes over the wire', () => {
    expect(pipeline.toJSON()).toEqual({
      leads: [
        {
          name: 'CloudScale',
          status: 'Potential',
          contacts: [
            {
              name: 'Sarah Mitchell',
              emails: [{ email: 'sarah@cloudscale.test', type: 'office' }],
              phones: [{ phone: '+15550100', type: 'mobile' }],
            },
          ],
          opportunities: [
            { note: 'Annual renewal', value: 48_000, confidence: 85, period: 'annual' },
          ],
          tasks: [{ description: 'Send proposal', date: '2025-12-02' }],
        },
      ],
    })
  })

  it('takes plain objects wherever it takes a function', () => {
    const plain = closeData().lead('CloudScale', {
      status: 'Potential',
      contacts: [{ name: 'Sarah', emails: [{ email: 'sarah@cloudscale.test' }] }],
    })
    const mixed = closeData().lead('CloudScale', (lead) =>
      lead.status('Potential').contact('Sarah', { emails: [{ email: 'sarah@cloudscale.test' }] }),
    )
    expect(plain.toJSON()).toEqual(mixed.toJSON())
  })

  it('leaves a builder as it was when it is continued', () => {
    const before = JSON.stringify(pipeline)
    const continued = pipeline.lead('DataFlow')
    expect(JSON.stringify(pipeline)).toBe(before)
    expect(continued.toJSON().leads?.map((lead) => lead.name)).toEqual(['CloudScale', 'DataFlow'])
  })

  it('freezes what it makes', () => {
    const [lead] = pipeline.toJSON().leads ?? []
    expect(() => Object.assign(lead ?? {}, { name: 'Other' })).toThrow(TypeError)
  })

  it('continues plain data', () => {
    const continued = closeData(sampleCloseData).lead('CloudScale')
    expect(continued.toJSON().leads).toHaveLength(6)
    expect(sampleCloseData.leads).toHaveLength(5)
  })

  it('is empty without leads', () => {
    expect(closeData().toJSON()).toEqual({})
  })

  it('refuses a function that returns nothing', () => {
    const forgetful = (() => {}) as unknown as () => never
    expect(() => closeData().lead('CloudScale', forgetful)).toThrow('Return the chain')
  })
})

describe('a builder that is compared or printed', () => {
  const acme = closeData().lead('Acme', (lead) => lead.task('Call'))
  const same = closeData().lead('Acme', { tasks: [{ description: 'Call' }] })
  const globex = closeData().lead('Globex', (lead) => lead.task('Call'))

  it('is what it holds to every runner and to Node', () => {
    expect(acme).toEqual(same)
    expect(acme).toStrictEqual(same)
    expect(acme).toEqual({ leads: [{ name: 'Acme', tasks: [{ description: 'Call' }] }] })
    expect(acme).toMatchObject({ leads: [{ name: 'Acme' }] })
    expect(acme).not.toEqual(globex)
    expect(acme).not.toStrictEqual(closeData())
    expect([acme]).not.toContainEqual(globex)
    assert.deepEqual(acme, same)
    assert.deepStrictEqual(acme, same)
    assert.notDeepEqual(acme, globex)
    assert.notDeepStrictEqual(closeData(), globex)
  })

  it('shows what it holds', () => {
    expect(inspect(acme)).toContain("name: 'Acme'")
    expect(inspect(closeData())).toBe('CloseDataBuilder {}')
    expect(acme).toMatchInlineSnapshot(`
      {
        "leads": [
          {
            "name": "Acme",
            "tasks": [
              {
                "description": "Call",
              },
            ],
          },
        ],
      }
    `)
  })

  it('is so within a lead and a contact, too', () => {
    const seen: object[] = []
    const see = <Builder extends object>(builder: Builder): Builder => {
      seen.push(builder)
      return builder
    }
    closeData().lead('Acme', (lead) =>
      see(lead.contact('Ann', (person) => see(person.email('ann@a.test')))),
    )
    closeData().lead('Acme', (lead) =>
      see(lead.contact('Ben', (person) => see(person.email('ben@a.test')))),
    )
    const [ann, annsLead, ben, bensLead] = seen
    expect(ann).not.toEqual(ben)
    expect(annsLead).not.toEqual(bensLead)
    expect(inspect(ann)).toContain('Ann')
    assert.notDeepStrictEqual(annsLead, bensLead)
  })
})

describe('extend', () => {
  it('continues a lead that is already there', () => {
    const extended = pipeline.extend('CloudScale', (lead) => lead.task('Call Sarah'))
    const [lead] = extended.toJSON().leads ?? []
    expect(lead?.tasks?.map((task) => task.description)).toEqual(['Send proposal', 'Call Sarah'])
    expect(pipeline.toJSON().leads?.[0]?.tasks).toHaveLength(1)
  })

  it('names the lead that was probably meant', () => {
    const untyped = closeData(pipeline.toJSON() as CloseData)
    expect(() => untyped.extend('CloudScael', (lead) => lead)).toThrow("did you mean 'CloudScale'?")
  })
})

describe('repeat', () => {
  it('takes a step a number of times', () => {
    const many = pipeline.repeat(2, (data, index) => data.lead(`Lead ${index + 1}`))
    expect(namesOf(many)).toEqual(['CloudScale', 'Lead 1', 'Lead 2'])
  })

  it.each([-1, 1.5, Number.NaN])('refuses %d times', (times) => {
    expect(() => pipeline.repeat(times, (data) => data)).toThrow('needs a whole number')
  })
})

describe('merge', () => {
  it('adds the leads of another seed', () => {
    expect(namesOf(pipeline.merge({ leads: [{ name: 'DataFlow' }] }))).toEqual([
      'CloudScale',
      'DataFlow',
    ])
  })

  it('joins leads of one name', () => {
    const more = { name: 'CloudScale', status: 'Qualified', tasks: [{ description: 'Call' }] }
    const [lead, ...others] = pipeline.merge({ leads: [more] }).toJSON().leads ?? []
    expect(others).toEqual([])
    expect(lead?.status).toBe('Qualified')
    expect(lead?.contacts).toHaveLength(1)
    expect(lead?.tasks?.map((task) => task.description)).toEqual(['Send proposal', 'Call'])
  })

  it('keeps a seed as it is when nothing is added', () => {
    expect(pipeline.merge({}).toJSON()).toEqual(pipeline.toJSON())
    expect(closeData().merge(pipeline).toJSON()).toEqual(pipeline.toJSON())
  })
})

describe('toCloseData', () => {
  it.each<unknown>([null, undefined, 5, 'leads'])('refuses %j, and so does every step', (seed) => {
    const wrong = seed as CloseSeed
    const refusal = expect.objectContaining({
      code: 'invalid_seed',
      message: expect.stringContaining('A seed is an object such as'),
    })
    expect(() => toCloseData(wrong)).toThrow(refusal)
    expect(() => pipeline.merge(wrong)).toThrow(refusal)
  })

  it('gives the same data for a builder and for plain data', () => {
    expect(toCloseData(pipeline)).toEqual(toCloseData(pipeline.toJSON()))
  })
})
