import { closeData, sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', sampleCloseData)

const walkIn = closeData().lead('Walk-in customer')

test('add puts more into the sandbox', async ({ close }) => {
  await close.add(walkIn)

  await expect(close).toHaveLead('Walk-in customer')
  await expect(close).toMatchCloseData(sampleCloseData)
})

test('reset empties it', async ({ close }) => {
  await close.reset()

  expect(await close.dump()).toEqual({ leads: [] })
})

test('reseed goes back to the start of the test', async ({ close }) => {
  await close.add(walkIn)
  await close.reseed()

  await expect(close).toBeUnchanged()
})

test('or on to another start', async ({ close }) => {
  await close.reseed(walkIn)

  await expect(close).toHaveLead('Walk-in customer')
  await expect(close).not.toHaveLead('CloudScale Technologies Inc.')
})
