import { expect, it } from 'vitest'
import { namedOption } from './named-option.ts'

const names = ['source', 'target']

it('answers what is said of one sandbox', () => {
  expect(namedOption('seeds', { source: 1 }, 'source', names)).toBe(1)
  expect(namedOption('seeds', { source: 1 }, 'target', names)).toBeUndefined()
})

it.each<[string, unknown]>([
  ["the test has no sandbox 'sorce', which its seeds name; did you mean source?", { sorce: 1 }],
  ["no sandbox 'crm', which its seeds name; they are called source, target", { crm: 1 }],
  ['seeds are an object, with a key for each sandbox: { source: ... }', [1]],
  ['seeds are an object', null],
])('refuses what nobody would heed: %s', (message, seeds) => {
  expect(() => namedOption('seeds', seeds as Record<string, number>, 'source', names)).toThrow(
    message,
  )
})
