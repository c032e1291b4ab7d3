import { closeData, sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', sampleCloseData)

test('add puts more into the sandbox', async ({ close }) => {
  await close.add(closeData().lead('Walk-in customer'))

  expect((await close.dump()).leads).toHaveLength(6)
})

test('reset empties it', async ({ close }) => {
  await close.reset()

  expect(await close.dump()).toEqual({ leads: [] })
})

test('reseed goes back to the start of the test', async ({ close }) => {
  await close.add(closeData().lead('Walk-in customer'))
  await close.reseed()

  expect((await close.dump()).leads).toHaveLength(5)
})

test('or to another one', async ({ close }) => {
  await close.reseed(closeData().lead('The only one'))

  expect(await close.dump()).toMatchObject({ leads: [{ name: 'The only one' }] })
})
