import { closeData, sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', sampleCloseData)

test('starts with the sample', async ({ close }) => {
  const { leads } = await close.dump()
  expect(leads).toHaveLength(5)
  await close.add(closeData().lead('New one'))
  expect((await close.dump()).leads).toHaveLength(6)
})

test('starts with the sample again', async ({ close }) => {
  expect((await close.dump()).leads).toHaveLength(5)
})
