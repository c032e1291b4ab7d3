import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test('without a seed, a sandbox starts empty', async ({ close }) => {
  expect(await close.dump()).toEqual({ leads: [] })
})

test.describe('a company that might buy', () => {
  test.override('seed', closeData().lead('CloudScale', { status: 'Potential' }))

  test('starts as a potential lead', async ({ close }) => {
    await expect(close).toHaveLead({ name: 'CloudScale', status: 'Potential' })
  })
})

test.describe('a company that will not', () => {
  test.override('seed', closeData().lead('CloudScale', { status: 'Bad Fit' }))

  test('starts as a bad fit', async ({ close }) => {
    await expect(close).toHaveLead({ name: 'CloudScale', status: 'Bad Fit' })
  })
})
