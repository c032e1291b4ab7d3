import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkDeclaration } from './checked-declaration.ts'

const one = [fc.constant({})]

it.each<[string, unknown, unknown]>([
  ['its arbitraries are a list', fc.constant({}), undefined],
  ['its arbitraries are a list', [], undefined],
  ['got "the name"', 'the name', one],
  ['its arbitraries are a list', [{}], undefined],
  ['the property itself comes with its name', one, () => true],
  ['not a list', one, [1]],
  ["there is no parameter 'numRun'; did you mean numRuns?", one, { numRun: 5 }],
  ["there is no parameter 'reporter'; there are numRuns, seed", one, { reporter: () => {} }],
  ['numRuns is a whole number from 1, not 0', one, { numRuns: 0 }],
  ['numRuns is a whole number from 1, not "5"', one, { numRuns: '5' }],
  ['seed is a number, not NaN', one, { seed: Number.NaN }],
  ['endOnFailure is true or false, not 1', one, { endOnFailure: 1 }],
  ['path leads to a failure of one seed', one, { path: '0:1' }],
  ['examples is a list of examples', one, { examples: [{}] }],
  ['each of its examples is a list of 1, with', one, { examples: [[{}, 5]] }],
])('refuses, where the property is declared: %s', (message, arbitraries, parameters) => {
  expect(() => checkDeclaration(arbitraries, parameters)).toThrow(message)
})

it.each([
  undefined,
  {},
  { numRuns: 5, seed: undefined },
  { seed: -3, path: '0:1', examples: [[{}]], endOnFailure: true, maxSkipsPerRun: 0 },
])('takes %j', (parameters) => {
  expect(() => checkDeclaration(one, parameters)).not.toThrow()
})
