import { closeData, sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', sampleCloseData)

test.describe('one after the other', () => {
  test('a test leaves a mess', async ({ close }) => {
    await close.add(closeData().lead('Leftover'))

    await expect(close).not.toBeUnchanged()
  })

  test('the next one never sees it', async ({ close }) => {
    await expect(close).toBeUnchanged()
  })
})

test.describe.concurrent('at the same time', () => {
  test.for(['Ann', 'Ben', 'Cleo'])('%s shares with nobody', async (name, { close }) => {
    await close.reseed(closeData().lead(name))

    await expect(close).toBeUnchanged()
  })
})
