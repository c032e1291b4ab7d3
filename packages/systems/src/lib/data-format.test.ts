import { describe, expect, it } from 'vitest'
import { dataFormat } from './data-format.ts'

const jira = dataFormat('jira')
const actual = { projects: [{ key: 'APP', name: 'App', issues: [{ summary: 'Fix the login' }] }] }
const issue = (part: unknown) => ({ projects: [{ issues: [part] }] })

describe('what no data is as', () => {
  it.each<[string, unknown]>([
    ["it has no field 'project'; did you mean projects?", { project: [] }],
    [
      "projects.0.issues.0 has no field 'sumary'; did you mean summary?",
      issue({ sumary: /login/ }),
    ],
    ["it has no field 'owner', nor has anything that is there; it has projects", { owner: null }],
    ["projects.0.issues.0 has no field 'owner'", issue({ owner: 'Ada' })],
    ['projects is undefined; leave it out', { projects: undefined }],
    ['projects.0.key is undefined', { projects: [{ key: undefined }] }],
    ['projects is never an object', { projects: { key: 'APP' } }],
    ['projects.0 is never a string', { projects: ['APP'] }],
    ['projects.0.key is never an object of a class', { projects: [{ key: new Date() }] }],
    ['projects.0.key is never a number', { projects: [{ key: 5 }] }],
    ['it is never a list', []],
    ['it is never a string', 'APP'],
    ['it is undefined', undefined],
    ['expected an object, got null', null],
  ])('is refused of the whole: %s', (message, expected) => {
    expect(() => jira.diff(expected, actual, 'partial')).toThrow(message)
  })

  it.each<[string, unknown, unknown]>([
    ["has no field 'sumary'; did you mean summary?", 'issues', { sumary: /login/ }],
    ["it has no field 'owner', nor has anything that is there", 'issues', { owner: null }],
    ['summary is undefined', 'issues', { summary: undefined }],
    ['it is undefined', 'issues', undefined],
    ['expected a part, got null', 'issues', null],
    ['it is never a string', 'issues', 'Fix the login'],
    ['has no list without a name in text; there are', { summary: 'x' }, undefined],
    ['has no list without a name in text', undefined, { summary: 'x' }],
    ["has no list 'isues'; did you mean issues?", 'isues', { summary: 'x' }],
  ])('is refused of a part: %s', (message, list, part) => {
    expect(() => jira.seek(list as string, part, actual)).toThrow(message)
  })

  it('is refused of a predicate that answers neither true nor false', () => {
    const later = { summary: async () => false }
    expect(() => jira.seek('issues', later, actual)).toThrow(
      'one returned a Promise for "Fix the login"',
    )
  })
})

it('takes patterns, predicates and matchers, nothing for none, and fields of newer dumps', () => {
  const newer = { projects: [{ ...actual.projects[0], url: 'https://acme.test' }] }
  const found = [
    { summary: /login/ },
    { summary: expect.stringContaining('Fix') },
    { summary: (text: string) => text.length > 3, description: null },
  ]
  for (const part of found) expect(jira.seek('issues', part, actual).isFound).toBe(true)
  const url = { projects: [{ url: 'https://acme.test' }] }
  expect(jira.diff(url, newer, 'partial')).toEqual([])
  expect(jira.diff({}, actual, 'partial')).toEqual([])
  // Where nothing is, nothing can be taken for another.
  expect(jira.seek('issues', { url: 'x' }, { projects: [] }).isFound).toBe(false)
})
