import { expect, it } from 'vitest'
import { namedOption } from './named-option.ts'

const names = ['source', 'target']

it('answers what is said of one sandbox', () => {
  expect(namedOption('seeds', { source: 1 }, 'source', names)).toBe(1)
  expect(namedOption('seeds', { source: 1 }, 'target', names)).toBeUndefined()
})

it.each<[string, unknown]>([
  [
    "The option seeds names 'sorce', which the test does not have; did you mean source?",
    { sorce: 1 },
  ],
  ["names 'crm', which the test does not have; its sandboxes are source, target", { crm: 1 }],
  ['The option seeds is an object with a key for each sandbox: { source: ... }', [1]],
  ['seeds is an object', null],
])('refuses a wrong option: %s', (message, seeds) => {
  expect(() => namedOption('seeds', seeds as Record<string, number>, 'source', names)).toThrow(
    message,
  )
})
