import { expect, it } from 'vitest'
import { oneOf } from './told-errors.ts'

function told(message: string, line: number): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}\n    at a.test.ts:${line}:1`
  return error
}

it('says nothing of nothing, and leaves one as it is', () => {
  const only = told('not awaited', 1)
  expect(oneOf([])).toBeUndefined()
  expect(oneOf([only])).toBe(only)
})

it('tells of a line once, however often it forgot', () => {
  const error = oneOf([told('no A', 1), told('no B', 1), told('no C', 1)])
  expect(error).not.toBeInstanceOf(AggregateError)
  expect(error?.message).toBe('no A\n\nThis line did so 3 times; what the first found is shown.')
  expect(error?.stack).toBe(`Error: ${error?.message}\n    at a.test.ts:1:1`)
})

it('keeps lines apart, and texts as they are', () => {
  const error = oneOf([told('no $& lead', 1), told('no task', 2)])
  expect(error).toBeInstanceOf(AggregateError)
  expect(error?.message).toBe('no $& lead\n\nno task')
  expect(error?.stack).toBe('Error: no $& lead\n\nno task\n    at a.test.ts:1:1')
})
