import { describe, expect, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import { diffCloseData } from './diff-close-data.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

const leads = (...parts: object[]) => ({ leads: parts as { name: string }[] })
const tasks = (...parts: object[]) => leads({ name: 'CloudScale', tasks: parts })
const address = (fields: object) =>
  leads({ name: 'A', contacts: [{ name: 'Ann', emails: [{ email: 'ann@a.test', ...fields }] }] })
const contacts = (...names: string[]) => ({ contacts: names.map((name) => ({ name })) })
const partial = { mode: 'partial' } as const

describe('diffCloseData', () => {
  it('finds nothing where nothing differs', () => {
    expect(diffCloseData(sampleCloseData, structuredClone(sampleCloseData))).toEqual([])
  })

  it('does not mind the order of parts', () => {
    const reversed = {
      leads: (sampleCloseData.leads ?? []).toReversed().map((lead) => ({
        ...lead,
        contacts: lead.contacts?.toReversed(),
        tasks: lead.tasks?.toReversed(),
      })),
    }
    expect(diffCloseData(sampleCloseData, reversed)).toEqual([])
  })

  it('takes absent, null and empty for the same', () => {
    expect(
      diffCloseData(leads({ name: 'A', tasks: [] }), leads({ name: 'A', status: null })),
    ).toEqual([])
    expect(diffCloseData({}, { leads: [] })).toEqual([])
  })

  it('says what is missing, unexpected and changed, and where', () => {
    const expected = closeData()
      .lead('CloudScale', (lead) => lead.status('Potential').task('Call', { completed: false }))
      .lead('DataFlow')
    const actual = closeData()
      .lead('CloudScale', (lead) =>
        lead.status('Qualified').task('Call', { completed: true }).task('Write'),
      )
      .lead('Vertex')
    expect(diffCloseData(expected, actual)).toEqual([
      {
        kind: 'changed',
        path: ['lead "CloudScale"', 'status'],
        expected: 'Potential',
        actual: 'Qualified',
      },
      {
        kind: 'changed',
        path: ['lead "CloudScale"', 'task "Call"', 'completed'],
        expected: false,
        actual: true,
      },
      {
        kind: 'unexpected',
        path: ['lead "CloudScale"', 'task "Write"'],
        actual: { description: 'Write' },
      },
      { kind: 'missing', path: ['lead "DataFlow"'], expected: { name: 'DataFlow' } },
      { kind: 'unexpected', path: ['lead "Vertex"'], actual: { name: 'Vertex' } },
    ])
  })

  describe.each([
    ['what it holds', { contacts: [{ name: 'Ann' }], tasks: [{ description: 'Call' }] }, 'B'],
    ['a name that is nearly the same', { status: 'Potential' }, 'CloudScale Inc'],
  ])('of a lead whose name changed, known by %s', (_, held, name) => {
    it('takes that for one change', () => {
      const before = leads({ name: 'CloudScale', ...held })
      expect(diffCloseData(before, leads({ name, ...held }))).toEqual([
        { kind: 'changed', path: [`lead "${name}"`, 'name'], expected: 'CloudScale', actual: name },
      ])
    })

    it('does so whatever the service fills in', () => {
      const after = leads({ name, tasks: [], ...held, status: 'Potential' })
      expect(
        diffCloseData(leads({ name: 'CloudScale', ...held }), after, { mode: 'seeded' }),
      ).toEqual([expect.objectContaining({ kind: 'changed', path: [`lead "${name}"`, 'name'] })])
    })
  })

  it('does not take strangers for one, though both have what many have', () => {
    const lead = { status: 'Potential', opportunities: [{ note: 'Renewal', period: 'annual' }] }
    expect(
      diffCloseData(
        leads({ ...lead, name: 'CloudScale', contacts: [{ name: 'Ann' }, { name: 'Ben' }] }),
        leads({ ...lead, name: 'DataFlow', contacts: [{ name: 'Cara' }, { name: 'Dan' }] }),
      ),
    ).toMatchObject([{ kind: 'missing' }, { kind: 'unexpected' }])
  })

  it('pairs each with what it is most like', () => {
    expect(
      diffCloseData(
        leads(
          { name: 'A', ...contacts('Ann', 'Ben') },
          { name: 'B', ...contacts('Ann', 'Ben', 'Cara') },
        ),
        leads(
          { name: 'C', ...contacts('Ann', 'Ben', 'Cara') },
          { name: 'D', ...contacts('Ann', 'Ben') },
        ),
      ),
    ).toMatchObject([
      { kind: 'changed', expected: 'A', actual: 'D' },
      { kind: 'changed', expected: 'B', actual: 'C' },
    ])
  })

  it('counts duplicates', () => {
    const call = { description: 'Call' }
    expect(diffCloseData(tasks(call, call), tasks(call))).toMatchObject([{ kind: 'missing' }])
    expect(diffCloseData(tasks(call), tasks(call, call, call))).toMatchObject([
      { kind: 'unexpected' },
      { kind: 'unexpected' },
    ])
  })

  it('pairs parts of one name by what they hold', () => {
    const expected = tasks(
      { description: 'Call', date: '2025-12-01' },
      { description: 'Call', date: '2025-12-02', completed: false },
    )
    const actual = tasks(
      { description: 'Call', date: '2025-12-02', completed: true },
      { description: 'Call', date: '2025-12-01' },
    )
    expect(diffCloseData(expected, actual)).toMatchObject([{ kind: 'changed', actual: true }])
  })

  describe('in partial mode', () => {
    it('only looks at what is mentioned', () => {
      expect(
        diffCloseData(leads({ name: 'CloudScale Technologies Inc.' }), sampleCloseData, partial),
      ).toEqual([])
      expect(diffCloseData({}, sampleCloseData, partial)).toEqual([])
    })

    it('takes an empty list for none', () => {
      expect(diffCloseData({ leads: [] }, sampleCloseData, partial)).toHaveLength(5)
    })

    it('takes patterns, predicates and asymmetric matchers for values', () => {
      const expected = {
        leads: [
          {
            name: /^CloudScale/,
            opportunities: [
              {
                note: expect.stringContaining('renewal'),
                value: (cents: number) => cents > 40_000,
              },
            ],
            tasks: [{ description: /proposal/gi, completed: false }],
          },
        ],
      }
      expect(diffCloseData(expected, sampleCloseData, partial)).toEqual([])
      // A pattern with the global flag keeps no state between comparisons.
      expect(diffCloseData(expected, sampleCloseData, partial)).toEqual([])
    })

    it('takes a part without a name for one of any name', () => {
      expect(
        diffCloseData(
          tasks({ completed: true }),
          tasks({ description: 'Call', completed: true }),
          partial,
        ),
      ).toEqual([])
    })

    it('leaves to a strict pattern what a loose one could do without', () => {
      const actual = tasks({ description: 'call Ann' }, { description: 'call Bob' })
      expect(
        diffCloseData(tasks({ description: /call/ }, { description: /Ann/ }), actual, partial),
      ).toEqual([])
      expect(
        diffCloseData(tasks({ description: /Ann/ }, { description: /call/ }), actual, partial),
      ).toEqual([])
      expect(
        diffCloseData(tasks({ description: /Ann/ }, { description: /Ann/ }), actual, partial),
      ).toMatchObject([{ kind: 'missing', path: ['lead "CloudScale"', 'task /Ann/'] }])
    })

    it.each([
      ['no description', {}],
      ['a loose pattern', { description: /./ }],
    ])('compares a part of %s with the one that comes nearest', (_, name) => {
      const actual = tasks(
        { description: 'Send proposal', completed: false, date: '2026-01-01' },
        { description: 'Follow up', completed: true, date: '2026-01-02' },
      )
      const wanted = { ...name, completed: true, date: '2026-01-03' }
      expect(diffCloseData(tasks(wanted), actual, partial)).toMatchObject([
        { path: ['lead "CloudScale"', 'task "Follow up"', 'date'] },
      ])
    })

    it('takes null for nothing said, where the service always fills the field in', () => {
      const seed = leads({
        name: 'A',
        status: null,
        tasks: [{ description: 'Call', completed: null }],
      })
      const done = { description: 'Call', completed: true }
      const dump = leads({ name: 'A', status: 'Potential', tasks: [done] })
      expect(diffCloseData(seed, dump, partial)).toEqual([])
      const undated = leads({ name: 'A', tasks: [{ description: 'Call', date: null }] })
      const dated = leads({ name: 'A', tasks: [{ description: 'Call', date: '2026-01-01' }] })
      expect(diffCloseData(undated, dated, partial)).toMatchObject([{ kind: 'changed' }])
    })

    it('names the part that fits the pattern but not the rest', () => {
      const actual = tasks({ description: 'Follow up', completed: true })
      expect(
        diffCloseData(tasks({ description: /follow/i, completed: false }), actual, partial),
      ).toEqual([
        {
          kind: 'changed',
          path: ['lead "CloudScale"', 'task "Follow up"', 'completed'],
          expected: false,
          actual: true,
        },
      ])
    })

    it('does not ask a predicate about an absent value', () => {
      const expected = tasks({ description: 'Call', date: (date: string) => date.length > 0 })
      expect(diffCloseData(expected, tasks({ description: 'Call' }), partial)).toMatchObject([
        { kind: 'changed' },
      ])
    })

    it.each<[string, unknown]>([
      ['a Promise', Promise.resolve(true)],
      ['a list', ['Call']],
      ['nothing', undefined],
    ])('refuses a predicate that answers %s', (shown, answer) => {
      const expected = tasks({ description: () => answer })
      expect(() => diffCloseData(expected, tasks({ description: 'Call' }), partial)).toThrow(
        `A predicate must return true or false, but one returned ${shown} for "Call".`,
      )
    })

    it('looks into free-form addresses', () => {
      expect(
        diffCloseData(
          address({ meta: { source: /web/ } }),
          address({ meta: { source: 'web', at: 1 } }),
          partial,
        ),
      ).toEqual([])
      expect(
        diffCloseData(
          address({ meta: { source: /mail/ } }),
          address({ meta: { source: 'web' } }),
          partial,
        ),
      ).toHaveLength(1)
    })
  })
})

describe('diffCloseData of what was sent as a seed', () => {
  const seed = closeData().lead('Acme', (lead) => lead.task('Call'))
  const stored = {
    leads: [
      {
        name: 'Acme',
        status: 'Potential',
        contacts: [],
        tasks: [{ description: 'Call', completed: false, date: '2026-01-02' }],
      },
    ],
  }

  it('lets the service fill in what the seed left out', () => {
    expect(diffCloseData(seed, stored, { mode: 'seeded' })).toEqual([])
    expect(diffCloseData(seed, stored, { mode: 'whole' })).not.toEqual([])
  })

  it('reports what came, went or changed since', () => {
    const before = stored.leads
    const more = { leads: [...before, { name: 'Other' }] }
    const contact = { leads: before.map((lead) => ({ ...lead, contacts: [{ name: 'Sarah' }] })) }
    const other = { leads: before.map((lead) => ({ ...lead, tasks: [{ description: 'Mail' }] })) }
    const done = closeData().lead('Acme', (lead) => lead.task('Call', { completed: true }))
    for (const state of [more, contact, other, { leads: [] }, {}]) {
      expect(diffCloseData(seed, state, { mode: 'seeded' })).not.toEqual([])
    }
    expect(diffCloseData(done, stored, { mode: 'seeded' })).toMatchObject([
      { kind: 'changed', path: ['lead "Acme"', 'task "Call"', 'completed'] },
    ])
  })
})
