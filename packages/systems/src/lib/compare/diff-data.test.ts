import { describe, expect, it } from 'vitest'
import { diffData } from './diff-data.ts'
import { formatDifferences } from './format-differences.ts'

const board = {
  projects: [
    {
      key: 'WEB',
      name: 'Website',
      issues: [{ summary: 'Fix the login', priority: 'High' }, { summary: 'Write the docs' }],
    },
  ],
}

describe('diffData', () => {
  it('finds nothing where order, absent values and defaults are all that differs', () => {
    const [project] = board.projects
    const issues = project?.issues.toReversed() ?? []
    const same = {
      projects: [
        { key: 'WEB', name: 'Website', project_type: 'software', description: null, issues },
      ],
      boards: [],
    }
    expect(diffData('jira', board, same)).toEqual([])
    expect(diffData('jira', same, board)).toEqual([])
  })

  it('counts duplicates', () => {
    const one = { messages: [{ subject: 'Hi', to: 'ann@acme.example', body: '' }] }
    const two = { messages: [...one.messages, ...one.messages] }
    expect(diffData('gmail', one, two)).toMatchObject([{ kind: 'unexpected' }])
    expect(diffData('gmail', two, one)).toMatchObject([{ kind: 'missing' }])
  })

  it('tells a change by the names on the way to it', () => {
    const changed = {
      projects: [
        {
          key: 'WEB',
          name: 'Website 2',
          issues: [{ summary: 'Fix the login', priority: 'Low' }, { summary: 'Ship it' }],
        },
      ],
    }
    expect(formatDifferences(diffData('jira', board, changed)).split('\n')).toEqual([
      'projects "WEB", name: expected "Website", got "Website 2"',
      'projects "WEB", issues "Fix the login", priority: expected "High", got "Low"',
      'projects "WEB", issues "Write the docs": missing, expected {"summary":"Write the docs","issue_type":"Task"}',
      'projects "WEB", issues "Ship it": not expected, got {"summary":"Ship it","issue_type":"Task"}',
    ])
  })

  it('takes a new name for a change where the rest is as it was', () => {
    const lead = { first_name: 'Ann', last_name: 'Lee', phone_number: '+12025550100' }
    const [difference, ...others] = diffData(
      'hubspot',
      { contacts: [{ ...lead, email_address: 'ann@acme.example' }] },
      { contacts: [{ ...lead, email_address: 'lee@acme.example' }] },
    )
    expect(difference).toMatchObject({ kind: 'changed', expected: 'ann@acme.example' })
    expect(others).toEqual([])
  })

  it('looks only at what a partial expectation mentions', () => {
    const partial = { mode: 'partial' } as const
    const wanted = { projects: [{ issues: [{ summary: /login/, priority: 'High' }] }] }
    expect(diffData('jira', wanted, board, partial)).toEqual([])
    const wrong = { projects: [{ issues: [{ summary: /login/, priority: 'Low' }] }] }
    expect(diffData('jira', wrong, board, partial)).toHaveLength(1)
    expect(diffData('jira', { projects: [{ issues: [] }] }, board, partial)).not.toEqual([])
    const named = { projects: [{ name: (name: string) => name.length > 3 }] }
    expect(diffData('jira', named, board, partial)).toEqual([])
    const typed = { projects: [{ project_type: 'business' }] }
    expect(diffData('jira', typed, board, partial)).not.toEqual([])
    expect(diffData('jira', { projects: [{ project_type: 'software' }] }, board, partial)).toEqual(
      [],
    )
  })

  it('lets a seeded sandbox fill in fields, and no parts', () => {
    const seed = { channels: [{ name: 'general' }] }
    const filled = { channels: [{ name: 'general', description: 'For all' }] }
    expect(diffData('slack', seed, filled, { mode: 'seeded' })).toEqual([])
    expect(diffData('slack', seed, filled)).toHaveLength(1)
    const grown = { channels: [{ name: 'general', messages: [{ text: 'Hi' }] }] }
    expect(diffData('slack', seed, grown, { mode: 'seeded' })).toHaveLength(1)
  })

  it('gives a strict expectation the part that only it fits', () => {
    const wanted = { channels: [{ name: /a/ }, { name: 'ab' }] }
    const actual = { channels: [{ name: 'ab' }, { name: 'ac' }] }
    expect(diffData('slack', wanted, actual, { mode: 'partial' })).toEqual([])
  })

  it('compares rows and free-form objects by content', () => {
    const [one, two] = [table([{ id: 1 }, { id: 2 }]), table([{ id: 2 }, { id: 1 }])]
    expect(diffData('postgres', one, two)).toEqual([])
    expect(diffData('postgres', one, table([{ id: 2 }]))).toMatchObject([{ kind: 'missing' }])
  })
})

function table(rows: readonly Record<string, unknown>[]) {
  return {
    schemas: [{ name: 'public', tables: [{ name: 'users', columns: { id: 'int' }, rows }] }],
  }
}

describe('formatDifferences', () => {
  it('says what a matcher of the runner holds', () => {
    const expected = { channels: [{ name: expect.stringContaining('ops') }] }
    const actual = { channels: [{ name: 'general' }] }
    const differences = diffData('slack', expected as object, actual, { mode: 'partial' })
    expect(formatDifferences(differences)).toContain('StringContaining \\"ops\\"')
  })

  it('shows no more than was asked for, and nothing that cannot be seen', () => {
    const names = ['a', 'b', 'c\u001b[31m']
    const differences = diffData('slack', { channels: names.map((name) => ({ name })) }, {})
    expect(formatDifferences(differences, { lines: 1 }).split('\n')).toEqual([
      'channels "a": missing, expected {"name":"a","is_private":false}',
      'and 2 more',
    ])
    expect(formatDifferences(differences)).not.toContain('\u001b')
  })
})
